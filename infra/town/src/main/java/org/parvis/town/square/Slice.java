package org.parvis.town.square;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list, oldest first.
 *
 * @param next where to go on at once, null when nothing more is there now
 * @param cursor where to come back to later
 */
public record Slice<T>(List<T> items, @Nullable String next, String cursor) {

    /** The same stretch, each item shown another way. */
    public <R> Slice<R> map(Function<T, R> shown) {
        return new Slice<>(items.stream().map(shown).toList(), next, cursor);
    }
}
