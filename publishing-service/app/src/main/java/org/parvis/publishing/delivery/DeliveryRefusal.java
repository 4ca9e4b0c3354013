package org.parvis.publishing.delivery;

/** Why a delivery says no. */
enum DeliveryRefusal {
    DELIVERY_UNKNOWN,
    TOO_LATE,
    NOT_THE_TIME,
    STALE_FENCE,
    MOVED_ON,
    HASH_MISMATCH,
    EXPIRED,
    NOT_HELD,
    NOT_PARKED,
    PART_OF_A_POST,
    NOT_PROPOSED,
    SECOND_PERSON_NEEDED,
    SEND_AGAIN_PROPOSER_LOST_RIGHT,
    REASON_MISSING,
    LINK_MISSING,
    NOT_BY_HAND,
    NOT_CLEARED,
    NOT_TAKEN,
    TAKEN_BY_ANOTHER
}
