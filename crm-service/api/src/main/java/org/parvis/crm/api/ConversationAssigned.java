package org.parvis.crm.api;

import org.jspecify.annotations.Nullable;

/** Somebody, or nobody when null, holds the conversation. */
public record ConversationAssigned(
        String conversationId, String brandId, @Nullable String memberId) implements ConversationEvent {}
