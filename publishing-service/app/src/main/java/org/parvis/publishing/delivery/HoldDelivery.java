package org.parvis.publishing.delivery;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Keeps it from leaving until a person lets it. */
public record HoldDelivery(
        @TargetAggregateIdentifier String deliveryId,
        String brandId,
        String reason,
        @Nullable String stopId) {}
