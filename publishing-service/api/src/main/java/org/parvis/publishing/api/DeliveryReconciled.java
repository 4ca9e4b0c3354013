package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** The network was looked at: our item was found there or not, with the evidence. */
public record DeliveryReconciled(
        String deliveryId,
        String brandId,
        int attempt,
        boolean found,
        @Protected String evidence,
        @Subject @Nullable String personId)
        implements DeliveryEvent {

    /** Concerns nobody outside. */
    public DeliveryReconciled(String deliveryId, String brandId, int attempt, boolean found, String evidence) {
        this(deliveryId, brandId, attempt, found, evidence, null);
    }
}
