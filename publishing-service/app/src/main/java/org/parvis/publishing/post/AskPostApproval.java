package org.parvis.publishing.post;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Moderation opened a review: the post waits for it. */
public record AskPostApproval(
        @TargetAggregateIdentifier String postId, String brandId, String reviewId, String contentHash) {}
