package org.parvis.standalone;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What lies in infra/deploy, as the machines read it. */
final class Manifests {

    static final Path DEPLOY = find("infra/deploy");

    private static final Pattern SETTING = Pattern.compile("parvis\\.[a-z][a-z0-9.-]*[a-z0-9]");
    private static final Pattern IN_ENVIRONMENT = Pattern.compile("\\$\\{(PARVIS_[A-Z_]+)");
    private static final Gson GSON = new Gson();

    private Manifests() {}

    private static Path find(String wanted) {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(wanted))) {
                return folder.resolve(wanted);
            }
        }
        throw new IllegalStateException("No " + wanted + " above " + Path.of("").toAbsolutePath());
    }

    /** One thing in one file. */
    record Resource(String file, JsonElement json) {

        String kind() {
            return text("kind");
        }

        String name() {
            return Manifests.at(json, "metadata", "name").getAsString();
        }

        private String text(String field) {
            return json.getAsJsonObject().get(field).getAsString();
        }

        /** Asks the official model of the interface whether it knows every field and misses none. */
        void validate() {
            var version = text("apiVersion");
            var type = "io.kubernetes.client.openapi.models."
                    + version.substring(version.indexOf('/') + 1).toUpperCase(Locale.ROOT)
                    + kind();
            try {
                Class.forName(type)
                        .getMethod("validateJsonElement", JsonElement.class)
                        .invoke(null, json);
            } catch (InvocationTargetException e) {
                throw new AssertionError(file + ": " + e.getCause(), e);
            } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
                throw new IllegalArgumentException(file + ": there is no " + version + " " + kind(), e);
            }
        }

        JsonElement at(Object... path) {
            return Manifests.at(json, path);
        }
    }

    /** Everything for Kubernetes except what only kustomize reads. */
    static List<Resource> kubernetes() {
        try (var files = Files.walk(DEPLOY.resolve("kubernetes"))) {
            var all = new ArrayList<Resource>();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!file.getFileName().toString().equals("kustomization.yaml")) {
                    documents(file)
                            .forEach(document -> all.add(
                                    new Resource(DEPLOY.relativize(file).toString(), GSON.toJsonTree(document))));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> compose() {
        return map(documents(DEPLOY.resolve("compose.yaml")).getFirst());
    }

    static Map<String, Object> kustomization(String folder) {
        return map(
                documents(DEPLOY.resolve(folder).resolve("kustomization.yaml")).getFirst());
    }

    static String text(String file) {
        try {
            return Files.readString(DEPLOY.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Object> documents(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            var all = new ArrayList<Object>();
            new Yaml(new SafeConstructor(options)).loadAll(reader).forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }

    static JsonElement at(JsonElement from, Object... path) {
        var at = from;
        for (var step : path) {
            at = step instanceof Integer index
                    ? at.getAsJsonArray().get(index)
                    : Objects.requireNonNull(
                            at.getAsJsonObject().get((String) step), () -> "no " + step + " in " + from);
        }
        return at;
    }

    /** Every setting that the product's own sources name, as it is written in the environment. */
    static Set<String> knownSettings() {
        var root = Objects.requireNonNull(
                Objects.requireNonNull(DEPLOY.getParent()).getParent());
        try (var files = Files.walk(root)) {
            var known = files.filter(file -> file.toString().contains("/src/main/"))
                    .filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".yml"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .flatMap(Manifests::named)
                    .collect(Collectors.toCollection(TreeSet::new));
            // Read from the environment by Spring itself.
            known.addAll(List.of("SERVER_PORT", "SERVER_ADDRESS"));
            for (var service : ServiceProcess.names()) {
                known.add("PARVIS_SERVICES_" + service.toUpperCase(Locale.ROOT) + "_URL");
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> named(Path file) {
        try {
            var text = Files.readString(file);
            return Stream.concat(
                    SETTING.matcher(text).results().map(found -> inEnvironment(found.group())),
                    IN_ENVIRONMENT.matcher(text).results().map(found -> found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String inEnvironment(String setting) {
        return setting.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Settings of a container in compose: its environment and the secrets it sees. */
    static Map<String, String> settingsOf(Map<String, Object> service) {
        var settings = new LinkedHashMap<String, String>();
        map(service.get("environment")).forEach((name, value) -> settings.put(name, String.valueOf(value)));
        list(service.get("secrets")).forEach(secret -> {
            var target = String.valueOf(map(secret).get("target"));
            settings.put(inEnvironment(target.substring(target.lastIndexOf('/') + 1)), target);
        });
        return settings;
    }
}
