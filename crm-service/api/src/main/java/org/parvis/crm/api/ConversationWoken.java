package org.parvis.crm.api;

/** A snoozed conversation came back. */
public record ConversationWoken(String conversationId, String brandId) implements ConversationEvent {}
