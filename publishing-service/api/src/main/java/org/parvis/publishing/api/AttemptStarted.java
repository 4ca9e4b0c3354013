package org.parvis.publishing.api;

/** From here on a byte may have left; whoever finds this without an outcome reconciles and never resends. */
public record AttemptStarted(String deliveryId, String brandId, int attempt, long fence, String contentHash)
        implements DeliveryEvent {}
