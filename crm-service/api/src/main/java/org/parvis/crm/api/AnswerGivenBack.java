package org.parvis.crm.api;

/** The reply that held the right to answer will not go out. */
public record AnswerGivenBack(String conversationId, String brandId, String replyId) implements ConversationEvent {}
