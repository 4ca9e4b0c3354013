package org.parvis.publishing.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericEventMessage;
import org.parvis.boot.ServiceLauncher;
import org.parvis.publishing.PublishingApplication;
import org.parvis.publishing.delivery.Clearance;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** The publishing service in a process of its own, which can be killed, and stopped in the middle of a word, as the operating system does it. */
final class WorkerProcess implements AutoCloseable {

    private static final String READY = "worker ready";
    private static final String CLOCK = "test.clock.ahead";
    private static final String FREEZE = "test.freeze";

    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /** Where a worker stops itself, once. */
    enum Freeze {
        NEVER,
        /** At the last look before the attempt goes on record. */
        BEFORE_THE_ENTRY,
        /** After the attempt went on record, at the last look before the request. */
        BEFORE_THE_REQUEST
    }

    static WorkerProcess start(Map<String, String> settings, Duration clockAhead, Freeze freeze) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-D" + CLOCK + "=" + clockAhead);
        command.add("-D" + FREEZE + "=" + freeze);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WorkerProcess.class.getName()));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(Path.of("target", "worker.log").toFile())
                    .start();
            return new WorkerProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it works. */
    WorkerProcess ready() {
        try {
            var told = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (var line = told.readLine(); line != null; line = told.readLine()) {
                if (line.contains(READY)) {
                    // What it says later must not fill the pipe.
                    Thread.ofVirtual().start(() -> drain(told));
                    return this;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("The worker did not start; see target/worker.log");
    }

    private static void drain(BufferedReader told) {
        try {
            while (told.readLine() != null) {
                // Nobody reads it.
            }
        } catch (IOException e) {
            // It was killed.
        }
    }

    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void freeze() {
        signal(process.pid(), "STOP");
    }

    void thaw() {
        signal(process.pid(), "CONT");
    }

    /** Whether the operating system has stopped it. */
    boolean isFrozen() {
        try {
            var state = new String(
                    new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(process.pid()))
                            .start()
                            .getInputStream()
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            return state.startsWith("T");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thaw();
        kill();
    }

    // ---- inside the process

    public static void main(String[] arguments) {
        var ahead = Duration.parse(System.getProperty(CLOCK, "PT0S"));
        var clock = Clock.offset(Clock.systemUTC(), ahead);
        GenericEventMessage.clock = clock;
        var settings = new HashMap<String, Object>();
        System.getProperties().forEach((name, value) -> {
            if (name.toString().startsWith("parvis.") || name.toString().startsWith("publishing.")) {
                settings.put(name.toString(), value);
            }
        });
        settings.put("server.port", "0");
        ServiceLauncher.start(PublishingApplication.class, settings, shared -> {
            shared.registerBean("clock", Clock.class, () -> clock);
            shared.registerBean("jwtDecoder", JwtDecoder.class, () -> token -> {
                throw new BadJwtException("Nobody signs in here");
            });
            freezing(shared, Freeze.valueOf(System.getProperty(FREEZE, "NEVER")));
        });
        System.out.println(READY);
        untilTheParentIsGone();
    }

    private static void freezing(GenericApplicationContext shared, Freeze freeze) {
        if (freeze != Freeze.NEVER) {
            shared.registerBean("freezing", Clearance.class, () -> new FreezingClearance(freeze));
        }
    }

    private static void untilTheParentIsGone() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever said.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }

    static void stopMyself() {
        signal(ProcessHandle.current().pid(), "STOP");
    }
}
