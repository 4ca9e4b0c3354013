package org.parvis.publishing.api;

/** Somebody took the reply back within the undo window: it is a draft again. */
public record ReplyHeld(String replyId, String brandId, String memberId) implements ReplyEvent {}
