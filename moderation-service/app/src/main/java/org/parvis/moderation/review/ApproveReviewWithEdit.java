package org.parvis.moderation.review;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Approves a reply in other words; both versions stay on record. */
record ApproveReviewWithEdit(
        @TargetAggregateIdentifier String reviewId,
        String brandId,
        String text,
        @Nullable String contentHash,
        @Nullable String note) {}
