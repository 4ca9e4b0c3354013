package org.parvis.crm.api;

/** Nothing is left to do. */
public record ConversationResolved(String conversationId, String brandId) implements ConversationEvent {}
