package org.parvis.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import javax.crypto.SecretKey;

/** The key that wraps every brand's key. It lives in a file, never in the database. */
public record MasterKey(SecretKey key) {

    /** Reads the key from a file that must be there: what several processes share none of them may make. */
    public static MasterKey load(Path file) {
        if (Files.notExists(file)) {
            throw new IllegalStateException("The master key " + file + " is missing; restore it from its copy");
        }
        return loadOrCreate(file);
    }

    /** Reads the key from a file, or makes both on first use, readable by the owner only. */
    public static MasterKey loadOrCreate(Path file) {
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                var encoded =
                        Base64.getEncoder().encodeToString(Envelope.newKey().getEncoded());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, encoded + "\n", StandardCharsets.US_ASCII, StandardOpenOption.SYNC);
            }
            var bytes = Base64.getDecoder().decode(Files.readString(file).strip());
            if (bytes.length != 32) {
                throw new IllegalStateException(
                        "The master key in " + file + " is not 32 bytes long; restore it from its copy");
            }
            return new MasterKey(Envelope.key(bytes));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The master key in " + file + " cannot be read; restore it from its copy", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[hidden]";
    }
}
