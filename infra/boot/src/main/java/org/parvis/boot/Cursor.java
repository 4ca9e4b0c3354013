package org.parvis.boot;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An opaque place in a list. */
public final class Cursor {

    private static final int MAX_LENGTH = 1_000;

    private Cursor() {}

    public static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws InvalidInput when it is none of ours */
    public static String decode(String cursor) {
        try {
            if (cursor.length() > MAX_LENGTH) {
                throw new InvalidInput("after", "cursor");
            }
            var key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return StorableText.require("after", key);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("after", "cursor");
        }
    }
}
