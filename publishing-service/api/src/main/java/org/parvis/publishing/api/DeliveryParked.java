package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** Nobody can tell what happened: a person looks at the evidence and decides. */
public record DeliveryParked(
        String deliveryId,
        String brandId,
        Outgoing outgoing,
        String outgoingId,
        String reason,
        @Protected String evidence,
        @Subject @Nullable String personId)
        implements DeliveryEvent {

    /** Concerns nobody outside. */
    public DeliveryParked(
            String deliveryId, String brandId, Outgoing outgoing, String outgoingId, String reason, String evidence) {
        this(deliveryId, brandId, outgoing, outgoingId, reason, evidence, null);
    }
}
