package org.parvis.moderation.review;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.parvis.moderation.api.Reviewed;

/** Names of reviews: the same draft in the same revision always has the same one. */
public final class ReviewIds {

    private static final int LONGEST = 64;

    private ReviewIds() {}

    /** Readable as long as it fits into an id, for example {@code reply-9f2c-r3}. */
    public static String of(Reviewed reviewed, String reviewedId, int revision) {
        var kind = reviewed.name().toLowerCase(Locale.ROOT);
        var readable = kind + "-" + reviewedId + "-r" + revision;
        return readable.length() <= LONGEST
                ? readable
                : kind + "-" + UUID.nameUUIDFromBytes(readable.getBytes(StandardCharsets.UTF_8)) + "-r" + revision;
    }
}
