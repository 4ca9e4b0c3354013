package org.parvis.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A disk of its own, in memory and small, that can be filled to the last byte. Only an administrator of the machine can make one. */
final class SmallDisk implements AutoCloseable {

    private final Path place;
    private final Path filler;

    private SmallDisk(Path place) {
        this.place = place;
        this.filler = place.resolve("filler");
    }

    /** Whether this machine lets us. */
    static boolean isPossible() {
        try {
            var place = Files.createTempDirectory("parvis-disk");
            try (var disk = mount(place, 1)) {
                return Files.isDirectory(disk.place);
            } finally {
                Files.delete(place);
            }
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    static SmallDisk mount(Path place, int megabytes) {
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "parvis-test", place.toString());
        return new SmallDisk(place);
    }

    /** Takes all that is left. */
    void fill() {
        var block = ByteBuffer.allocate(64 << 10);
        try (var file = FileChannel.open(
                filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (true) {
                block.clear();
                file.write(block);
            }
        } catch (IOException e) {
            // There is no room left, which is what we want.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run("umount", "-l", place.toString());
    }

    private static void run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + ": "
                        + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
