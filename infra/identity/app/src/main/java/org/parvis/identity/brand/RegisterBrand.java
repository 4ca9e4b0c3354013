package org.parvis.identity.brand;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Sets up a brand, or leaves one alone that is described just so. */
public record RegisterBrand(@TargetAggregateIdentifier String brandId, BrandDescription description) {}
