package org.parvis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code parvis} on a machine with other accounts, with a Java that only says what the real one would. */
class ScriptTest {

    private static final String JAVA = """
            #!/bin/bash
            : > "$PARVIS_HOME/made-by-java"
            printf '%s\\n' "Administrator: admin   Password: secret (shown only this time)" "Parvis is ready"
            """;

    @TempDir
    private Path place;

    private Path home;

    @BeforeEach
    void build() throws IOException {
        home = place.resolve("home");
        var script = Path.of("../../parvis").toAbsolutePath().normalize();
        Files.copy(script, place.resolve("parvis"), StandardCopyOption.COPY_ATTRIBUTES);
        var product = Files.createDirectories(place.resolve("infra/standalone/target"));
        Files.createFile(product.resolve("parvis.jar"));
        Files.createDirectory(product.resolve("lib"));
        var bin = Files.createDirectories(place.resolve("jdk/bin"));
        Files.writeString(place.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        Files.writeString(bin.resolve("java"), JAVA);
        Files.setPosixFilePermissions(bin.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void run(String arguments) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("bash", "-c", "umask 022; exec ./parvis " + arguments)
                .directory(place.toFile())
                .redirectErrorStream(true)
                .redirectOutput(place.resolve("out").toFile());
        shell.environment().put("JAVA_HOME", place.resolve("jdk").toString());
        shell.environment().put("PARVIS_HOME", home.toString());
        shell.environment().put("PARVIS_PRACTISE", "no");
        shell.environment().put("LC_ALL", "C.UTF-8");
        var process = shell.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(place.resolve("out")))
                .isZero();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void keepsTheFirstPasswordFromTheOthers() throws Exception {
        run("up --detach");
        assertThat(Files.readString(place.resolve("out"))).contains("Password: secret");
        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("logs"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("logs/start.log"))).isEqualTo("rw-------");
        assertThat(permissions(home.resolve("made-by-java"))).isEqualTo("rw-------");
    }

    /** A start before this left it readable. */
    @Test
    void doesNotWriteItIntoALogThatOthersRead() throws Exception {
        var log = Files.createDirectories(home.resolve("logs")).resolve("start.log");
        Files.writeString(log, "before");
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
        run("up --detach");
        assertThat(permissions(log)).isEqualTo("rw-------");
        assertThat(log).content().contains("Password: secret").doesNotContain("before");
    }

    @Test
    void keepsForItselfWhatItMakesInTheForeground() throws Exception {
        Files.createDirectories(home);
        run("up");
        assertThat(permissions(home.resolve("made-by-java"))).isEqualTo("rw-------");
    }
}
