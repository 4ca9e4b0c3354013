package org.parvis.moderation.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Approves a draft as it is.
 *
 * @param contentHash of the content the reviewer saw; null when the caller names only the review, which is bound to one content
 */
record ApproveReview(
        @TargetAggregateIdentifier String reviewId,
        String brandId,
        @Nullable String contentHash,
        @Nullable String note) {}
