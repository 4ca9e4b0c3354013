package org.parvis.crm.api;

import java.time.Instant;

/** Our reply is live in the thread. */
public record AnswerSent(String conversationId, String brandId, String replyId, String authorId, Instant sentAt)
        implements ConversationEvent {}
