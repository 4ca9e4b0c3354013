package org.parvis.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Golden JSON of stored events: each record of a package is written from fixed sample values and compared with its approved file under
 * {@code src/test/resources/approved}; and the approved file, as an older version may have written it, is read back. A missing file fails
 * the test and is written beside it as {@code .received.json} for a person to approve.
 */
public final class ApprovedJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ApprovedJson() {}

    /** One test for each record in the package of the given class. */
    public static Stream<DynamicTest> recordsIn(Class<?> anyOfPackage) {
        return classesBeside(anyOfPackage).stream()
                .filter(Class::isRecord)
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> verify(type)));
    }

    private static void verify(Class<?> type) throws Exception {
        var sample = sample(type, "");
        var written = JSON.writeValueAsString(sample) + "\n";
        var file = Path.of("src/test/resources/approved", type.getSimpleName() + ".json");
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file.resolveSibling(type.getSimpleName() + ".received.json"), written);
        }
        assertThat(file)
                .as("approve the JSON of %s (see the .received.json beside it)", type.getSimpleName())
                .exists();
        assertThat(written).isEqualTo(Files.readString(file));
        assertThat(JSON.readValue(Files.readString(file), type)).isEqualTo(sample);
    }

    private static List<Class<?>> classesBeside(Class<?> type) {
        try {
            var folder = Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolve(type.getPackageName().replace('.', '/'));
            try (var files = Files.list(folder)) {
                var classes = new ArrayList<Class<?>>();
                for (var file : files.sorted().toList()) {
                    var name = file.getFileName().toString();
                    if (name.endsWith(".class") && !name.contains("$") && !name.equals("package-info.class")) {
                        classes.add(Class.forName(type.getPackageName() + "." + name.replace(".class", "")));
                    }
                }
                return classes;
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException("The classes beside " + type + " cannot be listed", e);
        }
    }

    private static Object sample(Type type, String name) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return generic.getRawType() == List.class
                    ? List.of(sample(arguments[0], name))
                    : Map.of("key", sample(arguments[1], name));
        }
        var raw = (Class<?>) type;
        if (raw == String.class) {
            return name;
        } else if (raw == int.class || raw == Integer.class) {
            return 7;
        } else if (raw == long.class || raw == Long.class) {
            return 7_000_000_000L;
        } else if (raw == double.class || raw == Double.class) {
            return -0.25;
        } else if (raw == boolean.class || raw == Boolean.class) {
            return true;
        } else if (raw == Instant.class) {
            return Instant.parse("2026-11-21T22:51:07.123456Z");
        } else if (raw == Duration.class) {
            return Duration.ofMinutes(5);
        } else if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        var components = raw.getRecordComponents();
        var values = new Object[components.length];
        for (var i = 0; i < components.length; i++) {
            values[i] = sample(components[i].getGenericType(), components[i].getName());
        }
        var constructor = raw.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        return constructor.newInstance(values);
    }
}
