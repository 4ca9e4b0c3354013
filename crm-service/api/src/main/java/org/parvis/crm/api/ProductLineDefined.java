package org.parvis.crm.api;

import java.util.List;

/** A product line with the product managers who receive its suggestions. */
public record ProductLineDefined(String productLineId, String brandId, String name, List<String> managers)
        implements ProductLineEvent {

    public ProductLineDefined {
        managers = List.copyOf(managers);
    }
}
