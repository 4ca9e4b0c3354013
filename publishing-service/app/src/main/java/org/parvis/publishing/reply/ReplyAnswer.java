package org.parvis.publishing.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.publishing.delivery.DeliveryView;

/** A reply as programs read it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReplyAnswer(
        String id,
        String brand,
        String conversation,
        String mention,
        String channel,
        String text,
        String contentHash,
        ReplyState state,
        String author,
        List<String> editors,
        int revision,
        long conversationVersion,
        @Nullable String suggestion,
        @Nullable String review,
        @Nullable Instant leavesAt,
        boolean held,
        @Nullable String reason,
        @Nullable String delivery,
        @Nullable String permalink,
        long version) {

    static ReplyAnswer of(ReplyView reply, @Nullable DeliveryView delivery) {
        return new ReplyAnswer(
                reply.replyId(),
                reply.brandId(),
                reply.conversationId(),
                reply.mentionId(),
                reply.channelId(),
                reply.text(),
                reply.contentHash(),
                ReplyState.of(reply, delivery),
                reply.authorId(),
                reply.editors(),
                reply.revision(),
                reply.conversationVersion(),
                reply.suggestionId(),
                reply.reviewId(),
                reply.leavesAt(),
                delivery != null && delivery.held(),
                delivery == null ? null : delivery.holdReason(),
                reply.deliveryId(),
                delivery == null ? null : delivery.permalink(),
                reply.version());
    }
}
