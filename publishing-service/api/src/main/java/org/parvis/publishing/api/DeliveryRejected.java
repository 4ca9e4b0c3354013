package org.parvis.publishing.api;

/** The network refused it for good. */
public record DeliveryRejected(
        String deliveryId,
        String brandId,
        Outgoing outgoing,
        String outgoingId,
        int attempt,
        String code,
        String detail)
        implements DeliveryEvent {}
