package org.parvis.publishing.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.network.Message;

/**
 * A delivery as it stands in the ledger.
 *
 * @param intent null when it was cancelled before it was intended
 * @param inDoubt whether an attempt may have arrived without our knowing
 */
public record DeliveryView(
        String deliveryId,
        String brandId,
        @Nullable DeliveryIntended intent,
        DeliveryPhase phase,
        int attempt,
        Instant attemptStartedAt,
        Instant firstAttemptAt,
        Instant expiresAt,
        boolean inDoubt,
        Instant unknownSince,
        int looks,
        boolean held,
        @Nullable String stopId,
        @Nullable String holdReason,
        @Nullable String proposerId,
        @Nullable String remoteId,
        @Nullable String permalink,
        long version) {

    /** What was intended; every delivery that can be sent has it. */
    public DeliveryIntended intended() {
        if (intent == null) {
            throw new IllegalStateException("Delivery " + deliveryId + " was never intended");
        }
        return intent;
    }

    /** What goes to the network: the same for every attempt. */
    Message message() {
        var what = intended();
        return new Message(
                deliveryId, what.text(), what.parentRemoteId(), what.language(), what.clientKey(), what.notBefore());
    }
}
