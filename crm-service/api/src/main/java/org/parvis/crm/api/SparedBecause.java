package org.parvis.crm.api;

/** Why somebody whose retention time seemed over is not forgotten. */
public enum SparedBecause {
    CONTACT_SINCE,
    OWED_AN_ANSWER,
    REPLY_UNDER_WAY,
    COPY_ASKED_FOR,
    ERASURE_UNDER_WAY,
    HELD,
    POLICY_CHANGED
}
