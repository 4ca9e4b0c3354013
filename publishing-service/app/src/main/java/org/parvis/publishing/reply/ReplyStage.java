package org.parvis.publishing.reply;

/** How far a reply has come before anything is sent; what comes after is its delivery's to tell. */
public enum ReplyStage {
    DRAFT,
    SUBMITTED,
    WAITING_APPROVAL,
    RELEASED,
    CANCELLED
}
