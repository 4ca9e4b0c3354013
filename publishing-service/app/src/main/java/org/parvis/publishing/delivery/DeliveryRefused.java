package org.parvis.publishing.delivery;

import java.util.Map;
import org.parvis.axon.Refused;

/** A delivery's no. */
final class DeliveryRefused extends Refused {

    private final DeliveryRefusal reason;

    DeliveryRefused(Category category, DeliveryRefusal reason, String deliveryId) {
        this(category, reason, deliveryId, Map.of());
    }

    DeliveryRefused(Category category, DeliveryRefusal reason, String deliveryId, Map<String, Object> details) {
        super(category, reason, "delivery:" + deliveryId, details);
        this.reason = reason;
    }

    DeliveryRefusal reason() {
        return reason;
    }
}
