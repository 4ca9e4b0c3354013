package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that it shall not leave; may come before the intent, which then counts for nothing. */
public record CancelDelivery(@TargetAggregateIdentifier String deliveryId, String brandId, String reason) {}
