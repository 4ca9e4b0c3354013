package org.parvis.publishing.api;

/** The reply will not go out. */
public record ReplyCancelled(String replyId, String brandId, String reason) implements ReplyEvent {}
