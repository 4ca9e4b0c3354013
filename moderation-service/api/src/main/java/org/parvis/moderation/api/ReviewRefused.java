package org.parvis.moderation.api;

/** The draft goes back, citing a guideline. */
public record ReviewRefused(
        String reviewId,
        String brandId,
        Reviewed reviewed,
        String reviewedId,
        String deciderId,
        String guidelineId,
        int guidelineVersion,
        String reason)
        implements ReviewEvent {}
