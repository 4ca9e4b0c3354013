package org.parvis.moderation.web;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;

/** A place in a list that is ordered by a moment and an id. */
public record MomentAndId(Instant at, String id) {

    /** Before everything, for lists that begin with the oldest. */
    public static final MomentAndId BEGINNING = new MomentAndId(Instant.EPOCH, "");

    /** After everything, for lists that begin with the latest. */
    public static final MomentAndId END = new MomentAndId(Instant.parse("9999-01-01T00:00:00Z"), "");

    /** What a cursor holds. */
    public String key() {
        return at + " " + id;
    }

    /** Reads {@link #key}. */
    public static MomentAndId of(@Nullable String key, MomentAndId otherwise) {
        if (key == null) {
            return otherwise;
        }
        var space = key.indexOf(' ');
        try {
            return new MomentAndId(Instant.parse(key.substring(0, Math.max(space, 0))), key.substring(space + 1));
        } catch (DateTimeException e) {
            throw new InvalidInput("after", "cursor");
        }
    }
}
