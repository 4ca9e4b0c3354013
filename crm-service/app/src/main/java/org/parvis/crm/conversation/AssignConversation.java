package org.parvis.crm.conversation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Gives the conversation to a member, or to nobody when null. */
public record AssignConversation(
        @TargetAggregateIdentifier String conversationId,
        String brandId,
        @Nullable String memberId,
        @Nullable Long expectedVersion) {}
