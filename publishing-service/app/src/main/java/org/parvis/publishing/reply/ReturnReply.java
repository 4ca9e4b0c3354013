package org.parvis.publishing.reply;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Moderation refused it: the author gets it back. */
public record ReturnReply(
        @TargetAggregateIdentifier String replyId,
        String brandId,
        String reviewId,
        String guidelineId,
        String reason) {}
