package org.parvis.moderation.review.queue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.api.Reviewed;

/** A review as it stands. */
public record ReviewRow(
        String reviewId,
        String brandId,
        Reviewed reviewed,
        String reviewedId,
        @Nullable String conversationId,
        @Nullable String mentionId,
        String channelId,
        @Nullable String personId,
        String text,
        String contentHash,
        int revision,
        String authorId,
        List<String> editors,
        int policyVersion,
        List<ApprovalReason> reasons,
        ReviewState state,
        Instant openedAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String decidedText,
        @Nullable String note,
        @Nullable String guidelineId,
        @Nullable Integer guidelineVersion,
        @Nullable String refusal,
        long version) {

    public ReviewRow {
        editors = List.copyOf(editors);
        reasons = List.copyOf(reasons);
    }

    public boolean isOpen() {
        return state == ReviewState.OPEN;
    }

    /** Whoever wrote any of it cannot judge it. */
    public boolean isWrittenBy(String memberId) {
        return authorId.equals(memberId) || editors.contains(memberId);
    }
}
