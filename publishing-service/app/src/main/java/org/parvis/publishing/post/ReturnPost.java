package org.parvis.publishing.post;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Moderation refused it: the author gets it back. */
public record ReturnPost(
        @TargetAggregateIdentifier String postId, String brandId, String reviewId, String guidelineId, String reason) {}
