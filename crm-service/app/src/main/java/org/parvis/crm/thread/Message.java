package org.parvis.crm.thread;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One message of a person outside, as we know it now. {@code tone} and {@code intent} are null until it was understood. */
public record Message(
        String mentionId,
        String brandId,
        String conversationId,
        String personId,
        String network,
        String authorName,
        String authorHandle,
        Instant saidAt,
        @Nullable String title,
        String text,
        @Nullable String permalink,
        String language,
        @Nullable Double tone,
        @Nullable String intent,
        boolean abusive,
        boolean unsure,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt) {

    /** Its beginning, for a line in a list. */
    public String excerpt() {
        return Excerpt.of(title, text);
    }
}
