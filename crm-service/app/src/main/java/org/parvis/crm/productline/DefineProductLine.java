package org.parvis.crm.productline;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Describes a product line; an existing one only changes for a caller who names the version they saw. */
public record DefineProductLine(
        @TargetAggregateIdentifier String productLineId,
        String brandId,
        String name,
        List<String> managers,
        @Nullable Long expectedVersion) {

    public DefineProductLine {
        managers = managers.stream().distinct().sorted().toList();
    }
}
