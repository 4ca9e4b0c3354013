package org.parvis.identity.brand;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Describes a brand anew. */
public record ChangeBrand(@TargetAggregateIdentifier String brandId, BrandDescription description) {}
