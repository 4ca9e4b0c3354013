package org.parvis.moderation.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/**
 * A draft waits for a judgement, bound to the hash of its content.
 *
 * @param channelId empty when it goes out through several
 */
public record ReviewOpened(
        String reviewId,
        String brandId,
        Reviewed reviewed,
        String reviewedId,
        @Nullable String conversationId,
        @Nullable String mentionId,
        String channelId,
        @Subject @Nullable String personId,
        @Protected String text,
        String contentHash,
        int revision,
        String authorId,
        List<String> editors,
        int policyVersion,
        List<ApprovalReason> reasons)
        implements ReviewEvent {

    public ReviewOpened {
        editors = List.copyOf(editors);
        reasons = List.copyOf(reasons);
    }
}
