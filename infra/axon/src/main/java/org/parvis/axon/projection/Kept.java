package org.parvis.axon.projection;

import org.jspecify.annotations.Nullable;

/**
 * The words of an entry as a table can hold them: PostgreSQL takes every character but one. It is refused today where it comes in; entries of
 * before hold it, and that an entry is told counts for more than a sign in its words.
 */
public final class Kept {

    private Kept() {}

    public static String words(String words) {
        return words.replace('\0', '\ufffd');
    }

    public static @Nullable String wordsOrNull(@Nullable String words) {
        return words == null ? null : words(words);
    }
}
