package org.parvis.listening.importing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Looks at bytes as they go by, whether they are UTF-8. */
final class Utf8Check {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer letters = CharBuffer.allocate(16_384);
    private byte[] rest = {};
    private boolean good = true;

    void see(byte[] bytes, int count) {
        if (!good) {
            return;
        }
        var joined = new byte[rest.length + count];
        System.arraycopy(rest, 0, joined, 0, rest.length);
        System.arraycopy(bytes, 0, joined, rest.length, count);
        var in = ByteBuffer.wrap(joined);
        while (true) {
            letters.clear();
            var result = decoder.decode(in, letters, false);
            if (result.isError()) {
                good = false;
                return;
            }
            if (result.isUnderflow()) {
                break;
            }
        }
        rest = new byte[in.remaining()];
        in.get(rest);
    }

    /** @param cut whether the last character may have been cut in two */
    boolean isGood(boolean cut) {
        return good && (cut || rest.length == 0);
    }
}
