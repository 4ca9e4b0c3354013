package org.parvis.moderation.review;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.ApprovalReason;
import org.parvis.moderation.api.Reviewed;

/** Asks for a judgement on a submitted draft; without a reason none is needed. Only automations send it. */
public record OpenReview(
        @TargetAggregateIdentifier String reviewId,
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
        List<ApprovalReason> reasons) {

    public OpenReview {
        editors = List.copyOf(editors);
        reasons = List.copyOf(reasons);
    }
}
