package org.parvis.crm.api;

/** One reply holds the right to answer; a second is refused until it is given back or sent. */
public record AnswerReserved(String conversationId, String brandId, String replyId, int seenMessages)
        implements ConversationEvent {}
