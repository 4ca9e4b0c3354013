package org.parvis.publishing.reply;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Moderation approved exactly this content, or wants no review of it.
 *
 * @param approverId null when no approval was needed
 */
public record ReleaseReply(
        @TargetAggregateIdentifier String replyId,
        String brandId,
        String reviewId,
        String contentHash,
        @Nullable String approverId,
        int undoSeconds) {}
