package org.parvis.crm.api;

import java.time.Instant;

/** A thread with one outside person became work. */
public record ConversationOpened(
        String conversationId,
        String brandId,
        String network,
        String sourceId,
        String threadId,
        String personId,
        String firstMentionId,
        Instant openedAt)
        implements ConversationEvent {}
