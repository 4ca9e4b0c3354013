package org.parvis.publishing.api;

/** What a post is for; promotion is balanced against the rest. */
public enum PostKind {
    PROMOTION,
    ADVICE,
    NEWS,
    CONTEST,
    POLL,
    CURATED
}
