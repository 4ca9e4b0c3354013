package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Nobody knows how the attempt ended. */
record RecordUnknown(@TargetAggregateIdentifier String deliveryId, String brandId, int attempt, String cause) {}
