package org.parvis.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of one process: a file, a directory in which each file holds the setting it is named after, and the environment. The
 * directory wins over the file, and the file over the environment.
 */
final class ServiceSettings {

    private final Map<String, Object> given = new HashMap<>();
    private final Map<String, String> environment;

    private ServiceSettings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** From {@code --config FILE} and {@code --secrets DIRECTORY}, each as often as needed; what comes later wins. */
    static ServiceSettings parse(List<String> arguments, Map<String, String> environment) {
        var settings = new ServiceSettings(environment);
        var secrets = new HashMap<String, Object>();
        for (var i = 0; i < arguments.size(); i += 2) {
            var option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new LaunchFailure("optionNeedsValue", option);
            }
            var path = Path.of(arguments.get(i + 1)).toAbsolutePath();
            switch (option) {
                case "--config" -> settings.readFile(path);
                case "--secrets" -> readDirectory(path, secrets);
                default -> throw new LaunchFailure("unknownOption", option);
            }
        }
        settings.given.putAll(secrets);
        return settings;
    }

    private void readFile(Path file) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new LaunchFailure("settingsUnreadable", file, e.getClass().getSimpleName());
        }
        properties.forEach(
                (name, value) -> given.put(name.toString(), value.toString().strip()));
    }

    private static void readDirectory(Path directory, Map<String, Object> secrets) {
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                // Orchestrators put links and folders of their own beside the secrets; key stores are no text.
                if (!name.startsWith(".") && name.startsWith("parvis.") && Files.isRegularFile(file)) {
                    secrets.put(
                            name, Files.readString(file, StandardCharsets.UTF_8).strip());
                }
            }
        } catch (IOException e) {
            throw new LaunchFailure(
                    "settingsUnreadable", directory, e.getClass().getSimpleName());
        }
    }

    /** A setting that must be there. */
    String require(String name) {
        var value = find(name);
        if (value.isEmpty()) {
            throw new LaunchFailure("settingMissing", name, inEnvironment(name));
        }
        return value;
    }

    /** A setting, or an empty text. */
    String find(String name) {
        var value = given.get(name);
        return value == null ? environment.getOrDefault(inEnvironment(name), "") : value.toString();
    }

    /** For what has a usual value that only other settings know. */
    void ifMissing(String name, String value) {
        if (find(name).isEmpty()) {
            given.put(name, value);
        }
    }

    /** A file that must be there and that nothing here makes: each process would make another one. */
    Path requireFile(String name) {
        var file = Path.of(require(name));
        if (!Files.isReadable(file)) {
            throw new LaunchFailure("settingFileMissing", name, file);
        }
        return file;
    }

    /** What the service is started with; settings in the environment it finds by itself. */
    Map<String, Object> given() {
        return Map.copyOf(given);
    }

    private static String inEnvironment(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
