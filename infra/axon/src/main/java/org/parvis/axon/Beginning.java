package org.parvis.axon;

import java.util.List;

/**
 * The first entries of an aggregate that very likely does not exist yet.
 *
 * @param type of the aggregate, by the simple name of its class
 */
public record Beginning(String type, String aggregateId, List<?> events) {

    public Beginning {
        events = List.copyOf(events);
    }
}
