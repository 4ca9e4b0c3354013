package org.parvis.town.fault;

/** The ways in which the network can misbehave. */
public enum FaultKind {
    /** The connection is cut before anything happened. */
    LOST_REQUEST,
    /** The effect happens, then the connection is cut. */
    LOST_RESPONSE,
    /** An error, and no effect. */
    ERROR_BEFORE,
    /** The effect happens, then an error is answered. */
    ERROR_AFTER,
    /** Waits, then works. */
    SLOW,
    /** Works, then waits. */
    SLOW_RESPONSE,
    /** A text its author said a short while ago is refused. */
    DUPLICATE_REFUSED,
    /** Too many requests. */
    RATE_LIMIT,
    /** Nobody is at home. */
    OUTAGE,
    /** What was written a moment ago is not seen yet. */
    READ_LAG
}
