package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;

/**
 * From here on a byte may have left; whoever finds this without an outcome reconciles and never resends.
 *
 * @param containerId what was prepared on the network, unseen, and is made public by this attempt; null where a network knows no such step
 * @param memberId who posts it by hand; null when a machine sends it
 */
public record AttemptStarted(
        String deliveryId,
        String brandId,
        int attempt,
        long fence,
        String contentHash,
        @Nullable String containerId,
        @Nullable String memberId)
        implements DeliveryEvent {

    /** An attempt of a machine, in one step. */
    public AttemptStarted(String deliveryId, String brandId, int attempt, long fence, String contentHash) {
        this(deliveryId, brandId, attempt, fence, contentHash, null, null);
    }
}
