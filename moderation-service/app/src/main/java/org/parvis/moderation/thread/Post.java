package org.parvis.moderation.thread;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A post with all its texts, and when it is to go out. */
public record Post(
        String postId,
        String title,
        List<PostVariant> variants,
        @Nullable String slotLocal,
        @Nullable String slotZone) {

    public Post {
        variants = List.copyOf(variants);
    }

    /** The moment of the slot, if there is one that can be read. */
    public Optional<java.time.ZonedDateTime> slot() {
        if (slotLocal == null || slotZone == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(slotLocal).atZone(ZoneId.of(slotZone)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
