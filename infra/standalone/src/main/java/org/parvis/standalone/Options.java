package org.parvis.standalone;

import java.nio.file.Path;
import java.util.Map;

/**
 * How the product is to run.
 *
 * @param port of the gateway; the town takes the next one
 * @param home data directory
 * @param demo whether the demonstration is loaded
 */
public record Options(int port, Path home, boolean demo) {

    private static final int USUAL_PORT = 8080;

    /** From the arguments of {@code up}, then the environment, then what is usual. */
    static Options parse(String[] arguments, Map<String, String> environment) {
        var port = number("PARVIS_PORT", environment.getOrDefault("PARVIS_PORT", "" + USUAL_PORT));
        var home = Path.of(environment.getOrDefault("PARVIS_HOME", ".parvis"));
        var demo = false;
        for (var i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--demo" -> demo = true;
                case "--port" -> port = number("--port", value(arguments, ++i, "--port"));
                case "--data" -> home = Path.of(value(arguments, ++i, "--data"));
                case "--detach" -> {
                    // The script's business: it waits for "ready" and leaves the process behind.
                }
                default -> throw new LaunchFailure("unknownOption", arguments[i]);
            }
        }
        return new Options(port, home.toAbsolutePath().normalize(), demo);
    }

    private static String value(String[] arguments, int index, String option) {
        if (index >= arguments.length) {
            throw new LaunchFailure("optionNeedsValue", option);
        }
        return arguments[index];
    }

    private static int number(String option, String text) {
        try {
            var number = Integer.parseInt(text);
            if (number >= 1 && number <= 65_534) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like any other port that cannot be.
        }
        throw new LaunchFailure("notAPort", option, text);
    }

    int townPort() {
        return port + 1;
    }

    String publicUrl() {
        return "http://localhost:" + port;
    }
}
