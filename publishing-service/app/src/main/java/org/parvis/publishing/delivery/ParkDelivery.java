package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Leaves it to a person. */
record ParkDelivery(@TargetAggregateIdentifier String deliveryId, String brandId, String reason, String evidence) {}
