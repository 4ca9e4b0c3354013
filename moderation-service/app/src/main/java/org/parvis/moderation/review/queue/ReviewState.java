package org.parvis.moderation.review.queue;

/** Where a review stands. */
public enum ReviewState {
    OPEN,
    NOT_NEEDED,
    APPROVED,
    APPROVED_WITH_EDIT,
    REFUSED,
    WITHDRAWN;

    /** True when a person judged. */
    public boolean isDecided() {
        return this == APPROVED || this == APPROVED_WITH_EDIT || this == REFUSED;
    }
}
