package org.parvis.crm.api;

import java.time.Instant;

/** A further or first message of the person; {@code number} counts from 1. */
public record MessageReceived(String conversationId, String brandId, String mentionId, int number, Instant receivedAt)
        implements ConversationEvent {}
