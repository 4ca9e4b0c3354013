package org.parvis.publishing.api;

/** It will not leave. */
public record DeliveryCancelled(String deliveryId, String brandId, String reason) implements DeliveryEvent {}
