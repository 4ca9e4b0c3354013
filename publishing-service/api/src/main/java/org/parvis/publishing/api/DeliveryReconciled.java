package org.parvis.publishing.api;

/** The network was looked at: our item was found there or not, with the evidence. */
public record DeliveryReconciled(String deliveryId, String brandId, int attempt, boolean found, String evidence)
        implements DeliveryEvent {}
