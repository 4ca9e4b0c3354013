package org.parvis.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.tree.SignedNote;

/**
 * The last head a witness has confirmed of each ledger, in one file for each, on the disk before {@link #keep} returns. Held by one process
 * at a time: two that remember side by side could confirm two stories.
 */
final class WitnessMemory implements AutoCloseable {

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private WitnessMemory(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens or makes a memory.
     *
     * @throws IllegalStateException when another process has it, or when it would lie with the ledger it is to watch
     */
    static WitnessMemory open(Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        for (Path above = place; above != null; above = above.getParent()) {
            if (Files.exists(above.resolve("postgres"))
                    || Files.exists(above.resolve("keys").resolve("notary.key"))) {
                throw new IllegalStateException(above + " belongs to a ledger. Who can change the ledger could change"
                        + " what a witness there remembers; give it a place, and best a user, of its own");
            }
        }
        try {
            Files.createDirectories(place);
            FileChannel channel =
                    FileChannel.open(place.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new IllegalStateException("Another witness runs on " + place);
            }
            return new WitnessMemory(place, channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("The witness cannot keep its memory in " + place, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Optional<SignedNote> latest(String origin) {
        try {
            Path file = file(origin);
            return Files.exists(file) ? Optional.of(SignedNote.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole new head or the whole old one is there, whenever the power goes; the new one when this returns. */
    void keep(String origin, SignedNote head) {
        Path next = folder.resolve("next");
        try {
            try (FileChannel out = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(head.toString().getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(next, file(origin), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The witness cannot remember; it confirms nothing", e);
        }
    }

    private Path file(String origin) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(origin.getBytes(UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest) + ".checkpoint");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                lock.release();
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
