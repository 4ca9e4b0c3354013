package org.parvis.listening.api;

/** What a batch said of a mention was taken back, of which another batch has said something since: it is read as it is, and what was taken back never comes up again. */
public record MentionReadingKept(String mentionId, String brandId, String batchId) implements MentionEvent {}
