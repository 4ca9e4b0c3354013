package org.parvis.town.square;

/** What the network offers against a write that is sent twice. */
public enum NetworkClass {
    /** The client chooses the key of the post; writing it again is harmless. */
    A,
    /** An idempotency key is remembered for a while. */
    B,
    /** Nothing: two requests are two posts. */
    C,
    /** Two steps: a container nobody sees, made as often as one likes, then publishing it; publishing twice makes two posts. */
    C2
}
