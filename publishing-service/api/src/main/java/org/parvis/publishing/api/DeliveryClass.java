package org.parvis.publishing.api;

/** What a network offers against sending twice: a key the client chooses, an idempotency key, neither, or two steps. */
public enum DeliveryClass {
    A,
    B,
    C,
    C2
}
