package org.parvis.moderation.api;

/** The policy lets this draft go out without approval. */
public record ReviewNotNeeded(
        String reviewId, String brandId, Reviewed reviewed, String reviewedId, String contentHash, int policyVersion)
        implements ReviewEvent {}
