package org.parvis.system.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Bundles as an auditor holds them: files on a disk, which somebody may have tampered with. */
public final class Bundles {

    private static final String EVENT = "\"payload\":\"";
    private static final Path FOLDER = Path.of("target", "bundles").toAbsolutePath();

    private Bundles() {}

    public static Path save(String name, byte[] content) {
        try {
            Files.createDirectories(FOLDER);
            return Files.write(FOLDER.resolve(name + ".zip"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy in which one byte of one event in one file in it is another one; the archive itself stays whole. */
    public static Path withOneByteChanged(Path bundle, String file) {
        var copy = bundle.resolveSibling(bundle.getFileName().toString().replace(".zip", "-changed.zip"));
        var isChanged = false;
        try (var in = new ZipInputStream(Files.newInputStream(bundle));
                var out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var content = in.readAllBytes();
                if (entry.getName().equals(file)) {
                    content[middleDigit(content)] ^= 1;
                    isChanged = true;
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!isChanged) {
            throw new AssertionError("There is no " + file + " in " + bundle);
        }
        return copy;
    }

    /** A place where the change breaks the content and not the form: within an event, a digit stays a digit. */
    private static int middleDigit(byte[] content) {
        var text = new String(content, StandardCharsets.ISO_8859_1);
        var event = text.lastIndexOf(EVENT, text.length() / 2);
        for (var i = event + EVENT.length(); event >= 0 && i < content.length; i++) {
            if (content[i] >= '0' && content[i] <= '9') {
                return i;
            }
        }
        throw new AssertionError("No digit in an event of the first half");
    }

    /** The first half of it, as a broken download leaves it. */
    public static Path cutOff(Path bundle) {
        try {
            var content = Files.readAllBytes(bundle);
            var half = Arrays.copyOf(content, content.length / 2);
            return Files.write(bundle.resolveSibling(bundle.getFileName() + ".part"), half);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
