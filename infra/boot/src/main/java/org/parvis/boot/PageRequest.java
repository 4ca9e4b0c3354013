package org.parvis.boot;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for, from the parameters {@code limit} (1 to 200, default 50) and {@code after}.
 *
 * @param after the decoded key the page begins after, or null for the first page
 */
public record PageRequest(int limit, @Nullable String after) {

    public static final int MAX = 200;

    public static final int USUAL = 50;
}
