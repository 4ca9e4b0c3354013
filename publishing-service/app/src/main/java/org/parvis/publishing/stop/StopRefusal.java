package org.parvis.publishing.stop;

/** Why a stop says no. */
enum StopRefusal {
    ALREADY_EXISTS_DIFFERENT,
    STOP_UNKNOWN,
    STOPPED_ALREADY,
    STOP_LIFTED,
    REASON_MISSING,
    CHANNEL_MISSING
}
