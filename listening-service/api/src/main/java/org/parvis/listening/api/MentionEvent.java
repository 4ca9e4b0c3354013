package org.parvis.listening.api;

/** All that happens to a mention. */
public sealed interface MentionEvent
        permits MentionClassified,
                MentionCollected,
                MentionCorrected,
                MentionDeletedAtOrigin,
                MentionEditedAtOrigin,
                MentionReadingConfirmed,
                MentionReadingKept,
                MentionReadingRestored {

    String mentionId();

    String brandId();
}
