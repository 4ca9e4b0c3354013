package org.parvis.crm.api;

/** The person wrote again. */
public record ConversationReopened(String conversationId, String brandId, String mentionId)
        implements ConversationEvent {}
