package org.parvis.publishing.api;

import java.time.Instant;

/** It is live, exactly once. */
public record DeliveryConfirmed(
        String deliveryId,
        String brandId,
        Outgoing outgoing,
        String outgoingId,
        int attempt,
        String remoteId,
        String permalink,
        String contentHash,
        Instant sentAt)
        implements DeliveryEvent {}
