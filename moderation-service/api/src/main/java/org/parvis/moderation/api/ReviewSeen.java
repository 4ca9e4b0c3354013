package org.parvis.moderation.api;

/** A reviewer was shown the draft and the thread up to a message: what the decision is bound to. */
public record ReviewSeen(String reviewId, String brandId, String memberId, String viewHash, int seenMessages)
        implements ReviewEvent {}
