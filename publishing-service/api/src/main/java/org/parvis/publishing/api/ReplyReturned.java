package org.parvis.publishing.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** A review refused the reply: it is a draft again. */
public record ReplyReturned(
        String replyId,
        String brandId,
        String reviewId,
        String guidelineId,
        @Protected String reason,
        @Subject @Nullable String personId)
        implements ReplyEvent {

    /** Concerns nobody outside. */
    public ReplyReturned(String replyId, String brandId, String reviewId, String guidelineId, String reason) {
        this(replyId, brandId, reviewId, guidelineId, reason, null);
    }
}
