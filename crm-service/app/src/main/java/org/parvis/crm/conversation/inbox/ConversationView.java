package org.parvis.crm.conversation.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.thread.ReplyState;

/** One conversation as the queue shows it. */
record ConversationView(
        String id,
        String brandId,
        String network,
        String personId,
        String personName,
        String personHandle,
        String lastMentionId,
        @Nullable String title,
        String excerpt,
        String language,
        @Nullable Double tone,
        @Nullable String intent,
        boolean abusive,
        ConversationState state,
        @Nullable String assignee,
        @Nullable Instant snoozedUntil,
        Instant openedAt,
        Instant lastMessageAt,
        int messages,
        int answers,
        long version,
        AnswerClock clock,
        @Nullable Answering answering) {

    /** The reply that holds the right to answer. */
    record Answering(
            String replyId, String memberId, @Nullable ReplyState state) {}
}
