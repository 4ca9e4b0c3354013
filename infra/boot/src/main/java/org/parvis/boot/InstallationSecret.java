package org.parvis.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret that two parts of one installation share through a file in {@code <home>/keys}, readable by its owner only: 256 random bits,
 * made by whoever needs it first.
 */
public record InstallationSecret(String value) {

    private static final int BYTES = 32;
    private static final int SHORTEST = 32;

    public InstallationSecret {
        if (value.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "A secret of the installation needs at least " + SHORTEST + " characters");
        }
    }

    /** Reads the secret of that name, or makes it. */
    public static InstallationSecret loadOrCreate(Path home, String name) {
        var file = home.resolve("keys").resolve(name + ".secret");
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            return new InstallationSecret(
                    Files.readString(file, StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The secret in " + file + " cannot be read or made", e);
        }
    }

    /** Compares in constant time. */
    public boolean is(String attempt) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), attempt.getBytes(StandardCharsets.UTF_8));
    }

    /** Another process may be making it at this moment: the file appears whole or not at all, and the first one stays. */
    private static void create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".secret", "", ownerOnly);
        try {
            Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other one was first: theirs counts.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    @Override
    public String toString() {
        return "InstallationSecret[hidden]";
    }
}
