package org.parvis.ledger.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** The verifier exactly as it is shipped: its source, compiled for Java 17 with all warnings as errors. */
public final class ShippedVerifier {

    public record Result(int code, String output) {}

    private static final Method RUN = compile();

    private ShippedVerifier() {}

    public static Result run(String... arguments) {
        try {
            var output = new ByteArrayOutputStream();
            int code = (int) RUN.invoke(null, arguments, output);
            return new Result(code, output.toString(UTF_8));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The verifier must not throw: " + e.getCause(), e);
        }
    }

    private static Method compile() {
        try {
            Path folder = Files.createTempDirectory("verifier");
            Path source = folder.resolve("Verifier.java");
            Files.writeString(source, BundleWriter.verifierSource());
            var compiler = ToolProvider.getSystemJavaCompiler();
            var messages = new StringWriter();
            try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
                boolean compiled = compiler.getTask(
                                messages,
                                files,
                                null,
                                List.of("--release", "17", "-Xlint:all,-options", "-Werror", "-d", folder.toString()),
                                null,
                                files.getJavaFileObjects(source))
                        .call();
                if (!compiled) {
                    throw new AssertionError(messages);
                }
            }
            // Loaded apart from everything else: it must not need any class of ours.
            @SuppressWarnings("resource") // open as long as the tests run
            var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            return loader.loadClass("Verifier").getMethod("run", String[].class, OutputStream.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The verifier is not as expected", e);
        }
    }
}
