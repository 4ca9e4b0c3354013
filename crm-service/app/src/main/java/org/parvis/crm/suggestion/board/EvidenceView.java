package org.parvis.crm.suggestion.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.thread.ReplyState;

/**
 * One mention in the evidence of a suggestion, and how far telling its author has come.
 *
 * @param cut whether its text goes on where it was said
 */
record EvidenceView(
        String mentionId,
        String conversationId,
        String personId,
        String personName,
        String personHandle,
        String network,
        Instant saidAt,
        String text,
        boolean cut,
        @Nullable String permalink,
        String addedBy,
        Instant addedAt,
        @Nullable String replyId,
        @Nullable ReplyState replyState,
        @Nullable String replyPermalink,
        @Nullable String notReachedCode,
        @Nullable Instant toldAt) {}
