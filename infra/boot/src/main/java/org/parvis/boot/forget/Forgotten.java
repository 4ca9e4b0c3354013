package org.parvis.boot.forget;

import java.util.Map;

/** What a service has forgotten of one person: rows by table. */
public record Forgotten(String erasureId, String brandId, String personId, Map<String, Integer> rows) {

    public Forgotten {
        rows = Map.copyOf(rows);
    }
}
