package org.parvis.system.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./parvis} as somebody types it at a terminal. */
public final class CommandLine {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Map<String, String> environment;

    private CommandLine(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** For the product on this data directory, at a terminal in this language ({@code en}, {@code fr}). */
    public static CommandLine on(Home home, String language) {
        return new CommandLine(Map.of(
                "PARVIS_HOME", home.path().toString(), "LANG", language.equals("fr") ? "fr_FR.UTF-8" : "en_GB.UTF-8"));
    }

    /** What came of it. */
    public record Outcome(int exitCode, String out, String err) {

        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Runs a command to its end. */
    public Outcome run(String... arguments) {
        try {
            var out = Files.createTempFile("parvis-", ".out");
            var err = Files.createTempFile("parvis-", ".err");
            try {
                // What runs to its end here starts nothing that would be quicker for it.
                var process = process(Map.of("PARVIS_PRACTISE", "no"), arguments)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("./parvis " + String.join(" ", arguments) + " did not end within "
                            + LONGEST + ":\n" + Files.readString(out) + Files.readString(err));
                }
                return new Outcome(process.exitValue(), text(out), text(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** The command, not yet started; nothing of the environment of this build reaches it. */
    ProcessBuilder process(Map<String, String> more, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Checkout.command().toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(Checkout.root().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARVIS_") || name.startsWith("LC_"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        return builder.redirectInput(
                ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    }
}
