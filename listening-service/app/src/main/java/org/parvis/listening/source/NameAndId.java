package org.parvis.listening.source;

import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;

/** A place in a list that people read by name. */
record NameAndId(String name, String id) {

    private static final NameAndId BEGINNING = new NameAndId("", "");

    /** What a cursor holds; no id has a space. */
    String key() {
        return id + " " + name;
    }

    /**
     * Reads {@link #key}; null is the beginning.
     *
     * @throws InvalidInput when nobody gave out such a place
     */
    static NameAndId of(@Nullable String key) {
        if (key == null) {
            return BEGINNING;
        }
        var space = key.indexOf(' ');
        if (space < 1) {
            throw new InvalidInput("after", "cursor");
        }
        return new NameAndId(key.substring(space + 1), key.substring(0, space));
    }
}
