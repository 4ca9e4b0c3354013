package org.parvis.listening.api;

/** What an alert looks at. Reach is missing: no connector is told by its network how many people a message reached. */
public enum AlertSignal {
    /** How many mentions. */
    VOLUME,
    /** How many of them are negative. */
    NEGATIVE_VOLUME,
    /** Which share of them is negative. */
    NEGATIVE_SHARE,
    /** How many different people. */
    AUTHORS
}
