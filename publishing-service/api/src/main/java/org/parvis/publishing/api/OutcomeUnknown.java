package org.parvis.publishing.api;

/** The network did not say whether it took it. */
public record OutcomeUnknown(String deliveryId, String brandId, int attempt, String cause) implements DeliveryEvent {}
