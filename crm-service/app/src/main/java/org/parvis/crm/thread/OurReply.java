package org.parvis.crm.thread;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One of our replies, as far as it has come. */
public record OurReply(
        String replyId,
        String authorId,
        Instant saidAt,
        Instant changedAt,
        String text,
        ReplyState state,
        @Nullable String channelId,
        @Nullable String answeredMentionId,
        @Nullable String permalink,
        @Nullable String reviewId,
        @Nullable String approverId,
        @Nullable String suggestionId) {}
