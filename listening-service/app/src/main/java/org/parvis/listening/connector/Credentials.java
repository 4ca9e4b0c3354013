package org.parvis.listening.connector;

import java.util.Map;
import java.util.Optional;

/** The secret settings of a source; never shown, not even in a log. */
public record Credentials(Map<String, String> values) {

    public static final Credentials NONE = new Credentials(Map.of());

    public Credentials {
        values = Map.copyOf(values);
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public String toString() {
        return "Credentials" + values.keySet();
    }
}
