package org.parvis.reporting.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Forges bundles for tests. */
final class ZipForgery {

    private ZipForgery() {}

    /** The same zip with one byte of one of its files changed, in the middle of a stored payload. */
    static byte[] changeOneByteOf(byte[] zip, String name) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip));
                var forged = new ZipOutputStream(out)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var bytes = in.readAllBytes();
                if (entry.getName().equals(name)) {
                    var at = new String(bytes, StandardCharsets.UTF_8).indexOf("\"payload\":\"") + 40;
                    bytes[at] = (byte) (bytes[at] == 'A' ? 'B' : 'A');
                }
                forged.putNextEntry(new ZipEntry(entry.getName()));
                forged.write(bytes);
                forged.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
