package org.parvis.listening.connector;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far a source has been read, in the connector's own words; opaque to everybody else. */
public record Cursor(Map<String, String> marks) {

    /** Nothing was read yet. */
    public static final Cursor START = new Cursor(Map.of());

    public Cursor {
        marks = Map.copyOf(marks);
    }

    Optional<String> mark(String name) {
        return Optional.ofNullable(marks.get(name));
    }

    Cursor with(String name, Optional<String> value) {
        var more = new TreeMap<>(marks);
        value.ifPresentOrElse(v -> more.put(name, v), () -> more.remove(name));
        return new Cursor(more);
    }
}
