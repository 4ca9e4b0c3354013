package org.parvis.crm.api;

/** A resolved conversation is work again: the person wrote again, or somebody took it up; {@code mentionId} is the last message. */
public record ConversationReopened(String conversationId, String brandId, String mentionId)
        implements ConversationEvent {}
