package org.parvis.publishing.api;

/** A review refused the reply: it is a draft again. */
public record ReplyReturned(String replyId, String brandId, String reviewId, String guidelineId, String reason)
        implements ReplyEvent {}
