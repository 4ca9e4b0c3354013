package org.parvis.publishing.delivery;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.parvis.publishing.api.DeliveryEvent;
import org.parvis.publishing.history.History;
import org.parvis.publishing.history.Recorded;

/** Deliveries as the ledger knows them now. */
public final class Deliveries {

    private final History history;

    public Deliveries(History history) {
        this.history = history;
    }

    public Optional<DeliveryView> find(String deliveryId) {
        return load(deliveryId).map(known -> known.delivery().view(known.version()));
    }

    /** What happened to a delivery last, in order. */
    List<Recorded<DeliveryEvent>> latest(String deliveryId, int most) {
        var latest = new ArrayDeque<Recorded<DeliveryEvent>>();
        history.each("Delivery", deliveryId, DeliveryEvent.class, entry -> {
            latest.add(entry);
            if (latest.size() > most) {
                latest.remove();
            }
        });
        return List.copyOf(latest);
    }

    Optional<Known> load(String deliveryId) {
        var delivery = new Delivery();
        var version = history.each(
                "Delivery", deliveryId, DeliveryEvent.class, entry -> delivery.evolve(entry.event(), entry.at()));
        return version < 0 ? Optional.empty() : Optional.of(new Known(delivery, version));
    }

    /** An aggregate read without being asked to decide, and the version it was read at. */
    record Known(Delivery delivery, long version) {

        DeliveryView view() {
            return delivery.view(version);
        }
    }
}
