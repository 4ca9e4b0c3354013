package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** The reply will not go out. */
public record ReplyCancelled(
        String replyId,
        String brandId,
        @Protected String reason,
        @Subject @Nullable String personId) implements ReplyEvent {

    /** Concerns nobody outside. */
    public ReplyCancelled(String replyId, String brandId, String reason) {
        this(replyId, brandId, reason, null);
    }
}
