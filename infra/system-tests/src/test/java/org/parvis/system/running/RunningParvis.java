package org.parvis.system.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.parvis.system.world.Api;
import org.parvis.system.world.House;
import org.parvis.test.FreePorts;

/**
 * The whole product, started as a user starts it: {@code ./parvis up} in a process of its own. It can be stopped in order, or killed; a
 * killed one is started again on the same data with {@link #startAgain()}.
 */
public final class RunningParvis implements House, AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration STOPPED_WITHIN = Duration.ofMinutes(1);
    private static final Pattern READY = Pattern.compile("(?m)^Parvis (is ready|est prêt)");

    private final Home home;
    private final int port;
    private final boolean demo;
    private final Map<String, String> environment;
    private final CommandLine commands;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Thread atExit = Thread.ofPlatform().unstarted(this::stopQuietly);
    private Process process;

    private RunningParvis(Setup setup) {
        this.home = setup.home;
        this.port = FreePorts.pair();
        this.demo = setup.demo;
        this.environment = Map.copyOf(setup.environment);
        this.commands = CommandLine.on(home, "en");
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(atExit);
        awaitReady();
    }

    /** How it is to be started. */
    public static final class Setup {

        private final Home home;
        private final Map<String, String> environment = new HashMap<>();
        private boolean demo;

        private Setup(Home home) {
            this.home = home;
        }

        /** With the demonstration and its town. */
        public Setup demo() {
            demo = true;
            return this;
        }

        public Setup with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** Starts it and waits until it says that it is ready. */
        public RunningParvis start() {
            return new RunningParvis(this);
        }
    }

    /** On an empty data directory of this name. */
    public static Setup on(String name) {
        return new Setup(Home.fresh(name));
    }

    /** On a data directory that is there already, for instance a restored one. */
    public static Setup in(Home home) {
        return new Setup(home);
    }

    private Process launch() {
        var arguments = new ArrayList<>(List.of(
                "up", "--port", Integer.toString(port), "--data", home.path().toString()));
        if (demo) {
            arguments.add("--demo");
        }
        try {
            Files.deleteIfExists(home.output());
            return commands.process(environment, arguments.toArray(String[]::new))
                    .redirectErrorStream(true)
                    .redirectOutput(home.output().toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        var end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!READY.matcher(output()).find()) {
            if (!process.isAlive()) {
                throw new AssertionError("Parvis ended before it was ready:\n" + output());
            }
            if (System.nanoTime() > end) {
                stopQuietly();
                throw new AssertionError("Parvis was not ready within " + READY_WITHIN + ":\n" + output());
            }
            pause();
        }
    }

    /** All it said on the terminal since it was started last. */
    public String output() {
        try {
            return Files.exists(home.output()) ? Files.readString(home.output()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Home home() {
        return home;
    }

    public int port() {
        return port;
    }

    /** Where people find it. */
    public URI url() {
        return URI.create("http://localhost:" + port);
    }

    /** Where the town of the demonstration is. */
    public URI town() {
        return URI.create("http://127.0.0.1:" + (port + 1));
    }

    /** {@code ./parvis …} on this data directory, in English. */
    public CommandLine.Outcome run(String... arguments) {
        return commands.run(arguments);
    }

    /** The API in a member's name, with a token that the command line issued. */
    @Override
    public Api as(String member) {
        return new Api(url(), tokens.computeIfAbsent(member, this::newToken));
    }

    /** The API without any token, for a reader of this language. */
    public Api asNobody(String language) {
        return new Api(url(), null).readBy(language);
    }

    private String newToken(String member) {
        var outcome = commands.run("token", member);
        if (outcome.exitCode() != 0 || outcome.lines().size() != 1) {
            throw new AssertionError("./parvis token " + member + " answered " + outcome);
        }
        return outcome.out().strip();
    }

    /** {@code kill -9}: the process is gone at once, its database lives on without it. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again on the same data and port. */
    public void startAgain() {
        if (process.isAlive()) {
            throw new IllegalStateException("It still runs");
        }
        process = launch();
        awaitReady();
    }

    /** Stops it as Ctrl-C does, and makes sure that nothing of it is left. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        process.destroy();
        try {
            if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                home.stopOrphan();
                throw new AssertionError("Parvis did not stop within " + STOPPED_WITHIN + ":\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        home.stopOrphan();
    }

    /** For a test run that is broken off. */
    private void stopQuietly() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        home.stopOrphan();
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
