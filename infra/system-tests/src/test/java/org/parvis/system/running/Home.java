package org.parvis.system.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A data directory of its own under {@code target/parvis}, and what lies in it. */
public record Home(Path path) {

    private static final Path ALL = Path.of("target", "parvis").toAbsolutePath();

    /** An empty one; whatever an earlier run left there is stopped and deleted. */
    public static Home fresh(String name) {
        var home = new Home(ALL.resolve(name));
        home.stopOrphan();
        home.delete();
        try {
            Files.createDirectories(ALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    /** What the process says on the terminal; beside the data directory, which belongs to the product. */
    Path output() {
        return path.resolveSibling(path.getFileName() + ".out");
    }

    public String name() {
        return path.getFileName().toString();
    }

    public boolean has(String... file) {
        return Files.exists(path.resolve(String.join("/", file)));
    }

    /** The database that outlives a killed process, while it does. */
    public Optional<ProcessHandle> database() {
        var file = path.resolve("postgres").resolve("postmaster.pid");
        try {
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info().command().orElse("").contains("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves no database behind when nothing will be started here any more. */
    void stopOrphan() {
        database().ifPresent(database -> {
            try {
                // SIGINT is PostgreSQL's fast shutdown.
                new ProcessBuilder("kill", "-INT", Long.toString(database.pid()))
                        .inheritIO()
                        .start()
                        .waitFor();
                database.onExit().get(30, TimeUnit.SECONDS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (TimeoutException | ExecutionException e) {
                throw new IllegalStateException("The database of " + path + " does not stop", e);
            }
        });
    }

    private void delete() {
        if (Files.notExists(path)) {
            return;
        }
        try (var all = Files.walk(path)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
