package org.parvis.gateway.guard;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whether the part of an address after its question mark is UTF-8 and of a size that servers read. */
final class ReadableQuery {

    /** As many as the services' own server reads. */
    private static final int MOST_FIELDS = 1_000;

    private ReadableQuery() {}

    static boolean is(@Nullable String query) {
        if (query == null) {
            return true;
        }
        try {
            // Each byte as a character of its own, so that what they make together can be judged.
            var bytes = URLDecoder.decode(query, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return false;
        }
        return query.chars().filter(c -> c == '&').count() < MOST_FIELDS;
    }
}
