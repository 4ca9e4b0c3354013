package org.parvis.crm.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whom this installation has erased, one id a line, outside the database: beside the master key, which has to be kept apart from backups
 * anyway. A restore reads it, so that an older backup brings nobody back.
 */
@Component
final class ErasureRegister {

    private final Path file;

    ErasureRegister(@Value("${parvis.home}") Path home) {
        this.file = home.resolve("keys").resolve("erased.register");
    }

    synchronized void add(String personId) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)
                    && Files.readAllLines(file, StandardCharsets.US_ASCII).contains(personId)) {
                return;
            }
            Files.writeString(
                    file,
                    personId + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("The register of erased people in " + file + " cannot be written", e);
        }
    }
}
