package org.parvis.system.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a process of its own, as an administrator starts it: {@code ./parvis serve SERVICE}. */
public final class ServiceNode implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);

    private final String service;
    private final int port;
    private final Path directory;
    private final List<String> arguments;
    private Process process;
    private int lives = 1;

    private ServiceNode(String service, int port, Path directory, List<String> arguments) {
        this.service = service;
        this.port = port;
        this.directory = directory;
        this.arguments = List.copyOf(arguments);
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> process.destroyForcibly()));
    }

    /** Begins to start it; {@link #awaitReady()} says when it is there. */
    public static ServiceNode start(String service, int port, Path directory, List<String> arguments) {
        return new ServiceNode(service, port, directory, arguments);
    }

    private Process launch() {
        var command = new ArrayList<>(List.of("serve", service));
        command.addAll(arguments);
        try {
            Files.createDirectories(directory);
            return CommandLine.on(new Home(directory), "en")
                    .process(
                            Map.of("PARVIS_JAVA", "-Xmx320m -XX:ActiveProcessorCount=2"),
                            command.toArray(String[]::new))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path output() {
        return directory.resolve("out.log");
    }

    /** All it said, over all its lives. */
    public String said() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitReady() {
        var wanted = lives;
        var end = System.nanoTime() + READY_WITHIN.toNanos();
        while (said().split(service + " is ready on port", -1).length - 1 < wanted) {
            if (!process.isAlive()) {
                throw new AssertionError(service + " ended before it was ready:\n" + said());
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(service + " was not ready within " + READY_WITHIN + ":\n" + said());
            }
            pause();
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process stands still, its sockets stay open. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the same port and directory. */
    public void startAgain() {
        lives++;
        process = launch();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
