package org.parvis.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.standalone.DataDirectory.Others;

class DataDirectoryTest {

    @TempDir
    private Path place;

    private Path home;

    @BeforeEach
    void choose() {
        home = place.resolve("home");
    }

    private static Path opened(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private Others acquired() {
        try (var directory = new DataDirectory(home)) {
            assertThat(directory.acquire()).isTrue();
            return directory.others();
        }
    }

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        assertThat(acquired()).isEqualTo(Others.KEPT_OUT);
        assertThat(permissions(home)).isEqualTo("rwx------");
    }

    /** As the script made it once, with the first administrator's password in the log of the start. */
    @Test
    void isClosedWhenOthersCouldLookIn() throws IOException {
        Files.createDirectories(home.resolve("logs"));
        Files.createDirectories(home.resolve("postgres-binaries"));
        opened(home.resolve("logs"), "rwxr-xr-x");
        var log = opened(Files.writeString(home.resolve("logs").resolve("start.log"), "Password"), "rw-r--r--");
        opened(home, "rwxr-xr-x");
        assertThat(acquired()).isEqualTo(Others.CLOSED_NOW);
        assertThat(permissions(home)).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("logs"))).isEqualTo("rwx------");
        assertThat(permissions(log)).isEqualTo("rw-------");
        assertThat(acquired()).isEqualTo(Others.KEPT_OUT);
    }

    @Test
    void isClosedThoughALinkLeadsThere() throws IOException {
        var real = opened(Files.createDirectory(place.resolve("real")), "rwxr-xr-x");
        Files.createSymbolicLink(home, real);
        assertThat(acquired()).isEqualTo(Others.CLOSED_NOW);
        assertThat(permissions(real)).isEqualTo("rwx------");
    }

    /** Somebody may have named a folder that the whole machine uses. */
    @Test
    void leavesAFolderOfOtherThingsAsItWas() throws IOException {
        Files.createDirectory(home);
        Files.createFile(home.resolve("of-somebody"));
        opened(home, "rwxr-xr-x");
        assertThat(acquired()).isEqualTo(Others.MAY_LOOK_IN);
        assertThat(permissions(home)).isEqualTo("rwxr-xr-x");
        for (var folder : new String[] {"keys", "logs", "run"}) {
            assertThat(permissions(home.resolve(folder))).isEqualTo("rwx------");
        }
    }

    @Test
    void touchesNothingThatALinkAmongTheLogsLeadsTo() throws IOException {
        var elsewhere = opened(Files.createFile(place.resolve("elsewhere")), "rw-r--r--");
        Files.createDirectories(home.resolve("logs"));
        Files.createSymbolicLink(home.resolve("logs").resolve("link.log"), elsewhere);
        acquired();
        assertThat(permissions(elsewhere)).isEqualTo("rw-r--r--");
    }

    @Test
    void throwsAwayProgramsThatLayOpen() throws IOException {
        try (var directory = new DataDirectory(home)) {
            directory.acquire();
            var programs = new PostgresPrograms(directory);
            programs.check();
            var binary = programs.folder().resolve("PG-1").resolve("bin").resolve("postgres");
            Files.createDirectories(binary.getParent());
            Files.createFile(binary);
            opened(programs.folder(), "rwxr-xr-x");
            programs.check();
            assertThat(binary).exists();
            opened(programs.folder(), "rwxrwxrwx");
            programs.close();
            programs.check();
            assertThat(binary).exists();
            opened(programs.folder(), "rwxrwxrwx");
            programs.check();
            assertThat(binary).doesNotExist();
        }
    }

    @Test
    void doesNotRunProgramsOfSomebodyElse() throws IOException {
        try (var directory = new DataDirectory(home)) {
            directory.acquire();
            var programs = new PostgresPrograms(directory);
            var planted = Files.createDirectories(programs.folder().resolve("PG-1"));
            var root = directory.owner().getName().equals("root");
            Assumptions.assumeTrue(root, "only root can give a file away");
            Files.setOwner(
                    planted,
                    planted.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
            assertThatThrownBy(programs::check)
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessage("programsOfSomebodyElse");
        }
    }
}
