package org.parvis.publishing.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.network.Message;

/**
 * A delivery as it stands in the ledger.
 *
 * @param intent null when it was cancelled before it was intended
 * @param letGoAt when it was intended, or a person let it go on
 * @param takenBy who has it to post it by hand, or posted it; null when a machine does
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
        Instant letGoAt,
        Instant expiresAt,
        boolean inDoubt,
        Instant unknownSince,
        int looks,
        boolean held,
        @Nullable String stopId,
        @Nullable String holdReason,
        @Nullable String proposerId,
        @Nullable String containerId,
        @Nullable String takenBy,
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

    /** Whether a person posts it: then nobody but them may read the words until it is over, so that no second person posts them too. */
    boolean isByHand() {
        return intent != null && intent.network() == Network.MANUAL;
    }

    boolean isOpenByHand() {
        return isByHand() && (phase == DeliveryPhase.READY || phase == DeliveryPhase.ATTEMPTED);
    }

    /** What goes to the network: the same for every attempt. */
    Message message() {
        var what = intended();
        return new Message(
                deliveryId,
                what.text(),
                what.parentRemoteId(),
                what.language(),
                what.clientKey(),
                what.notBefore(),
                containerId);
    }
}
