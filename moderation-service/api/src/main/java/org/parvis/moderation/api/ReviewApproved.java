package org.parvis.moderation.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** Somebody other than the author approved exactly this content. */
public record ReviewApproved(
        String reviewId,
        String brandId,
        Reviewed reviewed,
        String reviewedId,
        String approverId,
        String contentHash,
        @Protected @Nullable String note,
        @Subject @Nullable String personId)
        implements ReviewEvent {

    /** Concerns nobody outside. */
    public ReviewApproved(
            String reviewId,
            String brandId,
            Reviewed reviewed,
            String reviewedId,
            String approverId,
            String contentHash,
            @Nullable String note) {
        this(reviewId, brandId, reviewed, reviewedId, approverId, contentHash, note, null);
    }
}
