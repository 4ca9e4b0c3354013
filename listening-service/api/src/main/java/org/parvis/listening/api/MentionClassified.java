package org.parvis.listening.api;

import java.util.List;

/** A mention was understood: language, tone in [-1, 1], intent, each with its reasons. {@code unsure} asks a person to look. */
public record MentionClassified(
        String mentionId,
        String brandId,
        String language,
        double tone,
        Intent intent,
        boolean abusive,
        boolean unsure,
        List<ClassificationReason> reasons,
        String classifierVersion)
        implements MentionEvent {

    public MentionClassified {
        reasons = List.copyOf(reasons);
    }
}
