package org.parvis.publishing.api;

/** Moderation wants a review first. */
public record ReplyApprovalRequested(String replyId, String brandId, String reviewId) implements ReplyEvent {}
