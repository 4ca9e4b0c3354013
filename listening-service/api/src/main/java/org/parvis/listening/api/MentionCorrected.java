package org.parvis.listening.api;

import org.jspecify.annotations.Nullable;

/**
 * A person corrected what the classifier said; a null part stands as it was.
 *
 * @param batchId the batch it was said with, of many messages at once; null when it was said of this one
 */
public record MentionCorrected(
        String mentionId,
        String brandId,
        @Nullable String language,
        @Nullable Double tone,
        @Nullable Intent intent,
        @Nullable String batchId)
        implements MentionEvent {}
