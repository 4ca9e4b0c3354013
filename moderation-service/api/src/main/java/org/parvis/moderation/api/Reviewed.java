package org.parvis.moderation.api;

/** What a review judges. */
public enum Reviewed {
    REPLY,
    POST
}
