package org.parvis.publishing.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.Outgoing;

/**
 * What stands before the gate: the very words that would leave, where, and on whose word.
 *
 * @param letGoAt when they were let go, for the last time
 */
public record Candidate(
        String deliveryId,
        String brandId,
        String channelId,
        Outgoing outgoing,
        String outgoingId,
        String text,
        String contentHash,
        @Nullable String reviewId,
        Instant letGoAt,
        Instant expiresAt) {

    static Candidate of(DeliveryView delivery) {
        DeliveryIntended intent = delivery.intended();
        return new Candidate(
                delivery.deliveryId(),
                delivery.brandId(),
                intent.channelId(),
                intent.outgoing(),
                intent.outgoingId(),
                intent.text(),
                intent.contentHash(),
                intent.reviewId(),
                delivery.letGoAt(),
                delivery.expiresAt());
    }
}
