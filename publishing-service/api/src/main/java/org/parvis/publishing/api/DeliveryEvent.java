package org.parvis.publishing.api;

/** The way of a reply or post out to the network. */
public sealed interface DeliveryEvent
        permits AttemptNotSent,
                AttemptStarted,
                DeliveryCancelled,
                DeliveryConfirmed,
                DeliveryHeld,
                DeliveryIntended,
                DeliveryParked,
                DeliveryReconciled,
                DeliveryRejected,
                DeliveryResumed,
                OutcomeUnknown,
                SendAgainAgreed,
                SendAgainProposed {

    String deliveryId();

    String brandId();
}
