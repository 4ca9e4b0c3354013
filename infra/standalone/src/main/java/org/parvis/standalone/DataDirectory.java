package org.parvis.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an installation keeps everything: {@code postgres/}, {@code keys/}, {@code logs/}, {@code run/}, {@code town/}. Held by one process at a time,
 * and open to nobody but the account that runs it.
 */
final class DataDirectory implements AutoCloseable {

    private final Path home;
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;
    private Others others = Others.KEPT_OUT;

    /** What the other accounts of the machine could do when it was acquired. */
    enum Others {
        KEPT_OUT,
        /** They could look in; it is closed now. */
        CLOSED_NOW,
        /** The folder holds other things too: what is ours is closed, the folder is as it was. */
        MAY_LOOK_IN
    }

    private static final Set<String> OURS =
            Set.of("keys", "ledger.pub", "logs", "lost+found", "postgres", "postgres-binaries", "run", "town");

    DataDirectory(Path home) {
        this.home = home;
    }

    /** @return false when another process holds it */
    boolean acquire() {
        try {
            Files.createDirectories(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (var folder : new String[] {"keys", "logs", "run"}) {
                Files.createDirectories(home.resolve(folder));
            }
            closeToOthers();
            channel = FileChannel.open(
                    home.resolve("run").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw new LaunchFailure("homeNotWritable", home, String.valueOf(e.getMessage()));
        }
    }

    private void closeToOthers() throws IOException {
        // It may be a link.
        var folderItself = home.toRealPath();
        var wasOpen = !OwnerOnly.isClosed(folderItself);
        if (wasOpen && isOurs()) {
            OwnerOnly.close(folderItself);
        }
        for (var folder : new String[] {"keys", "logs", "run"}) {
            OwnerOnly.close(home.resolve(folder));
        }
        try (var logs = Files.list(home.resolve("logs"))) {
            for (var log : (Iterable<Path>) logs::iterator) {
                OwnerOnly.close(log);
            }
        }
        others = !wasOpen ? Others.KEPT_OUT : OwnerOnly.isClosed(folderItself) ? Others.CLOSED_NOW : Others.MAY_LOOK_IN;
    }

    /** Whether it is a folder of its own: one that somebody keeps other things in is not ours to close. */
    private boolean isOurs() throws IOException {
        try (var all = Files.list(home)) {
            return all.allMatch(path -> OURS.contains(path.getFileName().toString()));
        }
    }

    Others others() {
        return others;
    }

    /** Whose files are made here: the account that runs this. */
    UserPrincipal owner() throws IOException {
        var made = Files.createTempFile(home.resolve("run"), "owner", "");
        try {
            return Files.getOwner(made);
        } finally {
            Files.delete(made);
        }
    }

    Path resolve(String first, String... more) {
        return home.resolve(Path.of(first, more));
    }

    Path home() {
        return home;
    }

    /** A secret made on first use and readable by the owner only. */
    String secret(String name) {
        var file = resolve("keys", name);
        try {
            if (Files.notExists(file)) {
                var bytes = new byte[24];
                new SecureRandom().nextBytes(bytes);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(bytes), StandardOpenOption.SYNC);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A small fact that outlives the process, such as the database's port. */
    Optional<String> recall(String name) {
        try {
            var file = resolve("run", name);
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remember(String name, String value) {
        try {
            var file = resolve("run", name);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, value, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(resolve("run", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.release();
            }
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
