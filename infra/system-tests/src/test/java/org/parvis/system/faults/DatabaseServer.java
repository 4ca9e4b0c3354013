package org.parvis.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.parvis.system.running.Home;

/** The database server of a running product, which its administrator stops and starts on the same data and port. */
final class DatabaseServer {

    /** How PostgreSQL is told to stop. */
    enum Stop {
        /** Ends the sessions and writes a checkpoint. */
        FAST,
        /** Ends at once; the next start recovers from the log. */
        IMMEDIATE;

        String option() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Home home;
    private final Path data;
    private final Path log;
    private final Path control;

    DatabaseServer(Home home) {
        this.home = home;
        this.data = home.path().resolve("postgres");
        this.log = home.path().resolve("logs").resolve("postgres.log");
        this.control = control(home.path().resolve("postgres-binaries"));
    }

    private static Path control(Path binaries) {
        try (var all = Files.find(binaries, 4, (path, file) -> path.endsWith("bin/pg_ctl"))) {
            return all.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop(Stop how) {
        run("stop", "-w", "-t", "60", "-m", how.option());
    }

    /** Returns when it accepts connections again. When that was long, the product's own keeper may be quicker. */
    void start() {
        if (isRunning()) {
            return;
        }
        run("start", "-w", "-t", "60", "-l", log.toString(), "-o", options());
    }

    /** As it was started by the product. */
    private String options() {
        try {
            var line = Files.readString(data.resolve("postmaster.opts")).strip();
            // The first word is the program, then the data directory that pg_ctl adds by itself.
            return line.substring(line.indexOf(' ') + 1)
                    .replaceFirst("\"-D\" \"[^\"]*\"", "")
                    .replace('"', '\'')
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much its log says so far. */
    long said() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has ended by itself since its log said so much. */
    boolean endedSince(long said) {
        try {
            var all = Files.readAllBytes(log);
            var news = new String(all, (int) said, all.length - (int) said, StandardCharsets.UTF_8);
            return news.contains("database system is shut down") || news.contains("PANIC");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isRunning() {
        return home.database().isPresent();
    }

    private void run(String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run for root; the product starts it in a user namespace of its own.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(control.toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        var said = log.resolveSibling("pg_ctl.log").toFile();
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said)
                    .start();
            if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(command + ":\n" + Files.readString(said.toPath()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
