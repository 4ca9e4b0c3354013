package org.parvis.listening.api;

import org.jspecify.annotations.Nullable;

/**
 * A person looked at how a mention was read and found it right.
 *
 * @param batchId the batch it was said with, of many messages at once; null when it was said of this one
 */
public record MentionReadingConfirmed(
        String mentionId, String brandId, @Nullable String batchId) implements MentionEvent {}
