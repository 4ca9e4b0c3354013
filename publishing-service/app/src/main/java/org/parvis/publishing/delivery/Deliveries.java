package org.parvis.publishing.delivery;

import java.util.Optional;
import org.parvis.publishing.api.DeliveryEvent;
import org.parvis.publishing.history.History;
import org.parvis.publishing.history.Past;

/** Deliveries as the ledger knows them now. */
public final class Deliveries {

    private final History history;

    public Deliveries(History history) {
        this.history = history;
    }

    public Optional<DeliveryView> find(String deliveryId) {
        return load(deliveryId).map(known -> known.delivery().view(known.version()));
    }

    /** All that happened to a delivery, in order. */
    Past<DeliveryEvent> past(String deliveryId) {
        return history.of("Delivery", deliveryId, DeliveryEvent.class);
    }

    Optional<Known> load(String deliveryId) {
        var past = past(deliveryId);
        if (past.isEmpty()) {
            return Optional.empty();
        }
        var delivery = new Delivery();
        past.entries().forEach(entry -> delivery.evolve(entry.event(), entry.at()));
        return Optional.of(new Known(delivery, past.version()));
    }

    /** An aggregate read without being asked to decide, and the version it was read at. */
    record Known(Delivery delivery, long version) {

        DeliveryView view() {
            return delivery.view(version);
        }
    }
}
