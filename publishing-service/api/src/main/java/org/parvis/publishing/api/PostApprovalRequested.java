package org.parvis.publishing.api;

/** Moderation wants a review first. */
public record PostApprovalRequested(String postId, String brandId, String reviewId) implements PostEvent {}
