package org.parvis.publishing.api;

/** What held it is gone. */
public record DeliveryResumed(String deliveryId, String brandId) implements DeliveryEvent {}
