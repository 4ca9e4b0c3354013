package org.parvis.publishing.post;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Moderation approved exactly this content, or wants no review of it.
 *
 * @param approverId null when no approval was needed
 */
public record ReleasePost(
        @TargetAggregateIdentifier String postId,
        String brandId,
        String reviewId,
        String contentHash,
        @Nullable String approverId,
        int undoSeconds) {}
