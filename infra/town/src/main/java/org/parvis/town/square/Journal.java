package org.parvis.town.square;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The town's memory on disk: one fact per line, only ever appended. A line counts once its line feed is there; a process
 * killed in the middle of a line leaves a tail that the next start cuts off. Bytes are handed to the operating system
 * before anybody is answered, which outlives the process; surviving a power cut is not the town's ambition.
 */
final class Journal implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final FileChannel lock;
    private RandomAccessFile written;
    private long facts;

    private Journal(Path file, FileChannel lock, RandomAccessFile written) {
        this.file = file;
        this.lock = lock;
        this.written = written;
    }

    static Journal open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var lock = lock(file.resolveSibling(file.getFileName() + ".lock"));
            return new Journal(file, lock, writable(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The town cannot keep its journal at " + file, e);
        }
    }

    /** Not a channel: that one would be closed by an interrupt of whoever happens to write. */
    private static RandomAccessFile writable(Path file) throws IOException {
        return new RandomAccessFile(file.toFile(), "rw");
    }

    private static FileChannel lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer as by another one.
        }
        channel.close();
        throw new IllegalStateException(
                "Another town already lives in " + file.toAbsolutePath().getParent());
    }

    /** Hands every fact to the reader, cuts an unfinished last line off, and is then ready to append. */
    void recover(Consumer<Fact> reader) {
        try {
            // Line by line, but by bytes: the length of what is whole must be known exactly.
            var bytes = Files.readAllBytes(file);
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    reader.accept(read(new String(bytes, start, i - start, StandardCharsets.UTF_8)));
                    start = i + 1;
                    facts++;
                }
            }
            written.setLength(start);
            written.seek(start);
        } catch (IOException e) {
            throw new UncheckedIOException("The town cannot read its journal at " + file, e);
        }
    }

    private Fact read(String line) {
        try {
            return JSON.readValue(line, Fact.class);
        } catch (JacksonException | SquareRefused e) {
            throw new IllegalStateException(
                    "Line " + (facts + 1) + " of the town's journal " + file
                            + " cannot be read. Move the file away to found a new town.",
                    e);
        }
    }

    void append(Fact fact) {
        try {
            var end = written.getFilePointer();
            try {
                written.write(line(fact));
                facts++;
            } catch (IOException e) {
                written.setLength(end);
                written.seek(end);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The town cannot write its journal at " + file, e);
        }
    }

    private static byte[] line(Fact fact) {
        return (JSON.writeValueAsString(fact) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Starts anew from one fact that says everything; the old file is there until the new one is whole. */
    void restart(Fact.Remembered everything) {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(
                    fresh,
                    line(everything),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC);
            written.close();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = writable(file);
            written.seek(written.length());
            facts = 1;
        } catch (IOException e) {
            throw new UncheckedIOException("The town cannot shorten its journal at " + file, e);
        }
    }

    long facts() {
        return facts;
    }

    @Override
    public void close() {
        try {
            written.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The town's journal at " + file + " did not close well", e);
        }
    }
}
