package org.parvis.publishing.api;

/** Somebody who looked at the account thinks that a parked delivery never arrived; a second person has to agree. */
public record SendAgainProposed(String deliveryId, String brandId, String memberId, String reason)
        implements DeliveryEvent {}
