package org.parvis.listening.importing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a file writes its letters, as found out from its bytes. */
public enum Encoding {
    UTF_8(StandardCharsets.UTF_8, 0),
    UTF_8_BOM(StandardCharsets.UTF_8, 3),
    UTF_16_LE(StandardCharsets.UTF_16LE, 2),
    UTF_16_BE(StandardCharsets.UTF_16BE, 2),
    WINDOWS_1252(Charset.forName("windows-1252"), 0);

    private final Charset charset;
    private final int mark;

    Encoding(Charset charset, int mark) {
        this.charset = charset;
        this.mark = mark;
    }

    Charset charset() {
        return charset;
    }

    /** How many bytes at the beginning only say which encoding it is. */
    int mark() {
        return mark;
    }

    /**
     * @param head the first bytes
     * @param isUtf8 whether all bytes make sense as UTF-8; old texts hardly ever do by accident
     */
    static Encoding of(byte[] head, boolean isUtf8) {
        if (head.length >= 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf) {
            return UTF_8_BOM;
        }
        if (head.length >= 2 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
            return UTF_16_LE;
        }
        if (head.length >= 2 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff) {
            return UTF_16_BE;
        }
        return isUtf8 ? UTF_8 : WINDOWS_1252;
    }
}
