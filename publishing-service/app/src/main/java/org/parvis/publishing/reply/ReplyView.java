package org.parvis.publishing.reply;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply as it stands in the ledger.
 *
 * @param deliveryId the delivery its present release leads to; null when it is not released
 */
public record ReplyView(
        String replyId,
        String brandId,
        String conversationId,
        String mentionId,
        String channelId,
        String personId,
        String text,
        String contentHash,
        String authorId,
        List<String> editors,
        long conversationVersion,
        @Nullable String suggestionId,
        int revision,
        ReplyStage stage,
        @Nullable String reviewId,
        @Nullable Instant leavesAt,
        @Nullable String deliveryId,
        long version) {

    public ReplyView {
        editors = List.copyOf(editors);
    }
}
