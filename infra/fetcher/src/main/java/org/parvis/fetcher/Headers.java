package org.parvis.fetcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Header fields by name, case aside; immutable. */
public final class Headers {

    public static final Headers NONE = new Headers(Map.of());

    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        this.values = values;
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public String toString() {
        // Values may be secret.
        return values.keySet().toString();
    }

    /** Collects header fields. */
    static final class Builder {

        private final Map<String, List<String>> values = new TreeMap<>();

        Builder add(String name, String value) {
            values.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                    .add(value);
            return this;
        }

        Headers build() {
            values.replaceAll((name, list) -> List.copyOf(list));
            return new Headers(values);
        }
    }
}
