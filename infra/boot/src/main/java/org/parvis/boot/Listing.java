package org.parvis.boot;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list: the items, and the cursor of the next page or null. */
public record Listing<T>(List<T> items, @Nullable String next) {

    public Listing {
        items = List.copyOf(items);
    }

    /**
     * Makes a page from one row more than was asked for.
     *
     * @param rows up to {@code page.limit() + 1} rows
     * @param key what the next page begins after
     */
    public static <T> Listing<T> of(List<T> rows, PageRequest page, Function<T, String> key) {
        if (rows.size() <= page.limit()) {
            return new Listing<>(rows, null);
        }
        var items = rows.subList(0, page.limit());
        return new Listing<>(items, Cursor.encode(key.apply(items.getLast())));
    }
}
