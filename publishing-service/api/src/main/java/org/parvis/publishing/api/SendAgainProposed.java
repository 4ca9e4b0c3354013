package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** Somebody who looked at the account thinks that a parked delivery never arrived; a second person has to agree. */
public record SendAgainProposed(
        String deliveryId,
        String brandId,
        String memberId,
        @Protected String reason,
        @Subject @Nullable String personId)
        implements DeliveryEvent {

    /** Concerns nobody outside. */
    public SendAgainProposed(String deliveryId, String brandId, String memberId, String reason) {
        this(deliveryId, brandId, memberId, reason, null);
    }
}
