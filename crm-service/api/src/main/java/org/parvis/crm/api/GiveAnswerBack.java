package org.parvis.crm.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives the right to answer back. */
public record GiveAnswerBack(@TargetAggregateIdentifier String conversationId, String replyId) {}
