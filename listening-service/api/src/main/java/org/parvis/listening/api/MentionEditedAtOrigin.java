package org.parvis.listening.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** The author changed the message on the network. */
public record MentionEditedAtOrigin(
        String mentionId,
        String brandId,
        @Subject String personId,
        @Protected @Nullable String title,
        @Protected String text,
        Instant noticedAt)
        implements MentionEvent {}
