package org.parvis.moderation.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** The draft goes back, citing a guideline. */
public record ReviewRefused(
        String reviewId,
        String brandId,
        Reviewed reviewed,
        String reviewedId,
        String deciderId,
        String guidelineId,
        int guidelineVersion,
        @Protected String reason,
        @Subject @Nullable String personId)
        implements ReviewEvent {

    /** Concerns nobody outside. */
    public ReviewRefused(
            String reviewId,
            String brandId,
            Reviewed reviewed,
            String reviewedId,
            String deciderId,
            String guidelineId,
            int guidelineVersion,
            String reason) {
        this(reviewId, brandId, reviewed, reviewedId, deciderId, guidelineId, guidelineVersion, reason, null);
    }
}
