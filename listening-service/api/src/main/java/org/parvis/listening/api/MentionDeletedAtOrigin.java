package org.parvis.listening.api;

import java.time.Instant;

/** The message is gone from the network. */
public record MentionDeletedAtOrigin(String mentionId, String brandId, Instant noticedAt) implements MentionEvent {}
