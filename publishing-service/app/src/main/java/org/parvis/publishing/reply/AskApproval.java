package org.parvis.publishing.reply;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Moderation opened a review: the reply waits for it. */
public record AskApproval(
        @TargetAggregateIdentifier String replyId, String brandId, String reviewId, String contentHash) {}
