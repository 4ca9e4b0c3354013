package org.parvis.crm.api;

/** Why somebody may not be forgotten, or not yet. */
public enum HoldGround {
    LEGAL_CLAIM,
    LEGAL_DUTY,
    PUBLIC_INTEREST,
    FREE_EXPRESSION,
    NOT_IDENTIFIED
}
