package org.parvis.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's programs as the library unpacks them, into a folder that it opens to everybody at each start. The owner of the data runs
 * them, so nobody else may have put any there.
 */
final class PostgresPrograms {

    private final DataDirectory home;
    private final Path folder;

    PostgresPrograms(DataDirectory home) {
        this.home = home;
        this.folder = home.resolve("postgres-binaries");
    }

    Path folder() {
        return folder;
    }

    /** Those that lay open are thrown away, and unpacked anew; those of somebody else are not touched. */
    void check() throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        var foreign = OwnerOnly.ofSomebodyElse(folder, home.owner());
        if (foreign.isPresent()) {
            throw new LaunchFailure("programsOfSomebodyElse", foreign.get(), folder);
        }
        if (OwnerOnly.isWritableByOthers(folder)) {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    void close() throws IOException {
        OwnerOnly.close(folder);
    }
}
