package org.parvis.moderation.api;

import org.jspecify.annotations.Nullable;

/** Somebody other than the author approved exactly this content. */
public record ReviewApproved(
        String reviewId,
        String brandId,
        Reviewed reviewed,
        String reviewedId,
        String approverId,
        String contentHash,
        @Nullable String note)
        implements ReviewEvent {}
