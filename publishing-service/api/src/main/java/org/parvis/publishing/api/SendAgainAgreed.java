package org.parvis.publishing.api;

/** A second person agreed: a parked delivery is tried once more. */
public record SendAgainAgreed(String deliveryId, String brandId, String proposerId, String memberId)
        implements DeliveryEvent {}
