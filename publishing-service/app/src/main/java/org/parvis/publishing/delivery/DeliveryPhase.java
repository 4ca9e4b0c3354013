package org.parvis.publishing.delivery;

/** Where a delivery stands. */
public enum DeliveryPhase {
    READY,
    ATTEMPTED,
    UNKNOWN,
    CONFIRMED,
    REJECTED,
    PARKED,
    CANCELLED
}
