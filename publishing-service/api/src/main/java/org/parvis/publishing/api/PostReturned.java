package org.parvis.publishing.api;

/** A review refused the post: it is a draft again. */
public record PostReturned(String postId, String brandId, String reviewId, String guidelineId, String reason)
        implements PostEvent {}
