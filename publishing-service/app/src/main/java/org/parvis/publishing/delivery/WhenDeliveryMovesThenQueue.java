package org.parvis.publishing.delivery;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.AfterCommit;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.DeliveryCancelled;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.DeliveryResumed;
import org.parvis.publishing.api.SendAgainAgreed;

/** Puts what is intended in line for the workers, and wakes what people let go on. */
@ProcessingGroup("publishing.delivery.queue")
final class WhenDeliveryMovesThenQueue {

    private final Claims claims;
    private final Deliveries deliveries;
    private final Dispatcher dispatcher;

    WhenDeliveryMovesThenQueue(Claims claims, Deliveries deliveries, Dispatcher dispatcher) {
        this.claims = claims;
        this.deliveries = deliveries;
        this.dispatcher = dispatcher;
    }

    @EventHandler
    void on(DeliveryIntended event) {
        claims.enqueue(event.deliveryId(), event.brandId(), event.channelId(), event.notBefore());
        AfterCommit.run(dispatcher::ring);
    }

    /** Who takes it by hand may forget to say how it ended. */
    @EventHandler
    void on(AttemptStarted event) {
        if (event.memberId() != null) {
            wake(event.deliveryId());
        }
    }

    @EventHandler
    void on(DeliveryResumed event) {
        wake(event.deliveryId());
    }

    @EventHandler
    void on(SendAgainAgreed event) {
        wake(event.deliveryId());
    }

    @EventHandler
    void on(DeliveryCancelled event) {
        wake(event.deliveryId());
    }

    private void wake(String deliveryId) {
        deliveries.find(deliveryId).ifPresent(claims::wake);
        AfterCommit.run(dispatcher::ring);
    }
}
