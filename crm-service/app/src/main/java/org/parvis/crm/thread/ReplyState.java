package org.parvis.crm.thread;

/** How far one of our replies has come, as far as somebody who reads the thread must know. */
public enum ReplyState {
    DRAFT,
    SUBMITTED,
    WAITING_APPROVAL,
    RELEASED,
    ATTEMPTED,
    CONFIRMED,
    REJECTED,
    UNKNOWN,
    PARKED,
    CANCELLED;

    /** Whether somebody works on it or it is on its way, so that a second reply would be one too many. */
    public boolean isUnderWay() {
        return switch (this) {
            case SUBMITTED, WAITING_APPROVAL, RELEASED, ATTEMPTED, UNKNOWN, PARKED -> true;
            case DRAFT, CONFIRMED, REJECTED, CANCELLED -> false;
        };
    }
}
