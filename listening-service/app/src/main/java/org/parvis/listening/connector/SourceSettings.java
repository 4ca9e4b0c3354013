package org.parvis.listening.connector;

import java.util.Map;
import java.util.Optional;

/** The public settings of a source, by name. */
public record SourceSettings(Map<String, String> values) {

    public SourceSettings {
        values = Map.copyOf(values);
    }

    public static SourceSettings of(String name, String value) {
        return new SourceSettings(Map.of(name, value));
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A setting that {@link Connector#check} has seen to be there. */
    public String required(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException("The setting is missing: " + name));
    }
}
