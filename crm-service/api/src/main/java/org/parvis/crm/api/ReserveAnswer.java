package org.parvis.crm.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for the right to answer a conversation as it stood at a version; refused with the newer messages when it moved on. */
public record ReserveAnswer(
        @TargetAggregateIdentifier String conversationId, String replyId, long conversationVersion) {}
