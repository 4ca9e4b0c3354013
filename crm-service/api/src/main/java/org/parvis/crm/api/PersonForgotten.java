package org.parvis.crm.api;

import java.util.Map;

/** A service has forgotten a person; so many rows of each table. */
public record PersonForgotten(
        String erasureId, String brandId, String personId, String service, Map<String, Integer> rows)
        implements ErasureEvent {

    public PersonForgotten {
        rows = Map.copyOf(rows);
    }
}
