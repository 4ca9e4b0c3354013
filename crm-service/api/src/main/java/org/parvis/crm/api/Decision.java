package org.parvis.crm.api;

/** What a product manager decided about a suggestion. */
public enum Decision {
    ACCEPTED,
    LATER,
    DECLINED
}
