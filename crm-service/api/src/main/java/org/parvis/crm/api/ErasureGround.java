package org.parvis.crm.api;

/** Why somebody is to be forgotten. */
public enum ErasureGround {
    ASKED_BY_PERSON,
    CONSENT_WITHDRAWN,
    OBJECTION,
    NO_LONGER_NEEDED,
    UNLAWFUL,
    LEGAL_DUTY
}
