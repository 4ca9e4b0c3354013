package org.parvis.crm.api;

import java.time.Instant;

/** Set aside until an instant; its clock pauses. */
public record ConversationSnoozed(String conversationId, String brandId, Instant until) implements ConversationEvent {}
