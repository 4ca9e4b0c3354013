package org.parvis.publishing.stop;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a stop; what it held waits for a person. */
public record LiftStop(@TargetAggregateIdentifier String brandId, String stopId) {}
