package org.parvis.moderation.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Sends a draft back to its author, citing a guideline. */
record RefuseReview(
        @TargetAggregateIdentifier String reviewId,
        String brandId,
        String guidelineId,
        String reason,
        @Nullable String contentHash) {}
