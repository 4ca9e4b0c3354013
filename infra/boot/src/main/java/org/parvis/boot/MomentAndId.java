package org.parvis.boot;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A place in a list that is ordered by a moment and an id. */
public record MomentAndId(Instant at, String id) {

    /** Before everything, for lists that begin with the oldest. */
    public static final MomentAndId BEGINNING = new MomentAndId(StorableTime.FIRST, "");

    /** After everything, for lists that begin with the latest. */
    public static final MomentAndId END = new MomentAndId(StorableTime.LAST, "");

    /** What a cursor holds. */
    public String key() {
        return at + " " + id;
    }

    /**
     * Reads {@link #key}.
     *
     * @throws InvalidInput when nobody gave out such a place
     */
    public static MomentAndId of(@Nullable String key, MomentAndId otherwise) {
        if (key == null) {
            return otherwise;
        }
        var space = key.indexOf(' ');
        try {
            var at = Instant.parse(key.substring(0, Math.max(space, 0)));
            if (StorableTime.holds(at)) {
                return new MomentAndId(at, key.substring(space + 1));
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new InvalidInput("after", "cursor");
    }
}
