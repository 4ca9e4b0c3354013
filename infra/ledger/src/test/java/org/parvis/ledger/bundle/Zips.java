package org.parvis.ledger.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Takes bundles apart and puts changed ones together. */
final class Zips {

    private Zips() {}

    static Map<String, String> read(Path file) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                files.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    static Path write(Path file, Map<String, String> files) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    /** As other writers leave them: sizes before the file, nothing packed. */
    static Path store(Path file, Map<String, String> files) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (var one : files.entrySet()) {
                byte[] bytes = one.getValue().getBytes(UTF_8);
                var crc = new CRC32();
                crc.update(bytes);
                var entry = new ZipEntry(one.getKey());
                entry.setSize(bytes.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(bytes);
                zip.closeEntry();
            }
        }
        return file;
    }

    /** Where the directory lists its last file. */
    static int last(ByteBuffer bytes) {
        int last = 0;
        for (int at = directory(bytes); bytes.getInt(at) == 0x02014b50; ) {
            last = at;
            at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
        }
        return last;
    }

    /** Gives a file of the zip a Unix mode, such as that of a symbolic link. */
    static Path mode(Path file, String name, int mode) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int at = directory(bytes);
        while (!name(bytes, at).equals(name)) {
            at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
        }
        bytes.put(at + 5, (byte) 3);
        bytes.putInt(at + 38, mode << 16);
        return Files.write(file, bytes.array());
    }

    private static String name(ByteBuffer bytes, int at) {
        byte[] name = new byte[bytes.getShort(at + 28)];
        bytes.get(at + 46, name);
        return new String(name, UTF_8);
    }

    /** Where the directory begins. */
    static int directory(ByteBuffer bytes) {
        return bytes.getInt(bytes.capacity() - 6);
    }

    /** Puts bytes before the directory of a zip, as no writer of zips does. */
    static Path insert(Path from, Path to, int at, byte[] more) throws IOException {
        byte[] all = Files.readAllBytes(from);
        var changed = ByteBuffer.allocate(all.length + more.length).order(ByteOrder.LITTLE_ENDIAN);
        changed.put(all, 0, at).put(more).put(all, at, all.length - at);
        changed.putInt(
                changed.capacity() - 6, directory(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN)) + more.length);
        return Files.write(to, changed.array());
    }

    /** Files as they stand in a zip before its directory. */
    static byte[] withoutDirectory(Path zip) throws IOException {
        byte[] all = Files.readAllBytes(zip);
        return Arrays.copyOf(all, directory(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN)));
    }

    static String text(Map<String, String> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    static void change(Map<String, String> files, String name, UnaryOperator<String> change) {
        files.put(name, change.apply(text(files, name)));
    }
}
