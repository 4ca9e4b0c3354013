package org.parvis.publishing.api;

/** Nobody can tell what happened: a person looks at the evidence and decides. */
public record DeliveryParked(
        String deliveryId, String brandId, Outgoing outgoing, String outgoingId, String reason, String evidence)
        implements DeliveryEvent {}
