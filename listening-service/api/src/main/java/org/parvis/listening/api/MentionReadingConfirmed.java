package org.parvis.listening.api;

/** A person looked at how a mention was read and found it right. */
public record MentionReadingConfirmed(String mentionId, String brandId) implements MentionEvent {}
