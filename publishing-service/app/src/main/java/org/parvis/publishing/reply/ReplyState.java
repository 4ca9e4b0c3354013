package org.parvis.publishing.reply;

import org.jspecify.annotations.Nullable;
import org.parvis.publishing.delivery.DeliveryPhase;
import org.parvis.publishing.delivery.DeliveryView;

/** How far a reply has come, to its end on the network: the states that programs may rely on. */
public enum ReplyState {
    DRAFT,
    SUBMITTED,
    WAITING_APPROVAL,
    RELEASED,
    ATTEMPTED,
    CONFIRMED,
    REJECTED,
    UNKNOWN,
    PARKED,
    CANCELLED;

    static ReplyState of(ReplyView reply, @Nullable DeliveryView delivery) {
        return switch (reply.stage()) {
            case DRAFT -> DRAFT;
            case SUBMITTED -> SUBMITTED;
            case WAITING_APPROVAL -> WAITING_APPROVAL;
            case CANCELLED -> CANCELLED;
            case RELEASED -> delivery == null ? RELEASED : of(delivery.phase());
        };
    }

    static ReplyState of(DeliveryPhase phase) {
        return switch (phase) {
            // A cancelled delivery makes its reply a draft again, in a moment.
            case READY, CANCELLED -> RELEASED;
            case ATTEMPTED -> ATTEMPTED;
            case UNKNOWN -> UNKNOWN;
            case CONFIRMED -> CONFIRMED;
            case REJECTED -> REJECTED;
            case PARKED -> PARKED;
        };
    }
}
