package org.parvis.boot.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.boot.ServiceLauncher;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** A service in a process of its own, which can be killed as the operating system does it. Nobody can sign in there. */
public final class ServiceProcess implements AutoCloseable {

    private static final String READY = "service ready";
    private static final String APPLICATION = "test.application";
    private static final String SETTING = "test.setting.";

    private final Process process;
    private final Path log;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it without waiting for it. */
    public static ServiceProcess start(Class<?> application, Map<String, String> settings) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        settings.forEach((name, value) -> command.add("-D" + SETTING + name + "=" + value));
        command.add("-D" + APPLICATION + "=" + application.getName());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ServiceProcess.class.getName()));
        var log = Path.of("target", ServiceLauncher.nameOf(application) + "-process.log");
        try {
            return new ServiceProcess(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it works. */
    public ServiceProcess ready() {
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
        throw new IllegalStateException("The service did not start; see " + log);
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

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    // ---- inside the process

    public static void main(String[] arguments) throws ClassNotFoundException {
        var settings = new HashMap<String, Object>();
        System.getProperties().forEach((name, value) -> {
            if (name.toString().startsWith(SETTING)) {
                settings.put(name.toString().substring(SETTING.length()), value);
            }
        });
        ServiceLauncher.start(
                Class.forName(System.getProperty(APPLICATION)),
                settings,
                shared -> shared.registerBean("jwtDecoder", JwtDecoder.class, () -> token -> {
                    throw new BadJwtException("Nobody signs in here");
                }));
        System.out.println(READY);
        untilTheParentIsGone();
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
}
