package org.parvis.crm.api;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A service says that it has forgotten a person. */
public record RecordForgotten(
        @TargetAggregateIdentifier String erasureId,
        String brandId,
        String personId,
        String service,
        Map<String, Integer> rows) {

    public RecordForgotten {
        rows = Map.copyOf(rows);
    }
}
