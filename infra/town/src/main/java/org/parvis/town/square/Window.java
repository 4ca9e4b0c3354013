package org.parvis.town.square;

import java.time.Instant;

/**
 * Which stretch of a list is wanted.
 *
 * @param after the number of the last thing already seen
 * @param acceptedUntil nothing younger than this is visible yet
 */
public record Window(long after, int limit, Instant acceptedUntil) {

    /** The longest stretch answered at once. */
    public static final int MAX_LIMIT = 200;

    public Window {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    /** Everything is visible at once. */
    public static Window of(long after, int limit) {
        return new Window(after, limit, Instant.MAX);
    }
}
