package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** The network refused it for good. */
public record DeliveryRejected(
        String deliveryId,
        String brandId,
        Outgoing outgoing,
        String outgoingId,
        int attempt,
        String code,
        @Protected String detail,
        @Subject @Nullable String personId)
        implements DeliveryEvent {

    /** Concerns nobody outside. */
    public DeliveryRejected(
            String deliveryId,
            String brandId,
            Outgoing outgoing,
            String outgoingId,
            int attempt,
            String code,
            String detail) {
        this(deliveryId, brandId, outgoing, outgoingId, attempt, code, detail, null);
    }
}
