package org.parvis.listening.api;

import org.jspecify.annotations.Nullable;

/** A person corrected what the classifier said; a null part stands as it was. */
public record MentionCorrected(
        String mentionId,
        String brandId,
        @Nullable String language,
        @Nullable Double tone,
        @Nullable Intent intent) implements MentionEvent {}
