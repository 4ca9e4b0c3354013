package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;

/** A stop, or the undo window, keeps it from leaving. */
public record DeliveryHeld(
        String deliveryId,
        String brandId,
        String reason,
        @Nullable String stopId) implements DeliveryEvent {}
