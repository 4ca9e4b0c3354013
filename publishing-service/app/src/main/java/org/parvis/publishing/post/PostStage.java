package org.parvis.publishing.post;

/** How far a post has come before anything is sent; what comes after is its deliveries' to tell. */
public enum PostStage {
    DRAFT,
    SUBMITTED,
    WAITING_APPROVAL,
    RELEASED,
    MISSED,
    CANCELLED
}
