package org.parvis.publishing.api;

/** It is certain that no byte of the request left; the same attempt may be made again. */
public record AttemptNotSent(String deliveryId, String brandId, int attempt, String cause) implements DeliveryEvent {}
