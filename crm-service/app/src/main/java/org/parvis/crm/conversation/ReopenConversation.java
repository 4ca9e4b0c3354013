package org.parvis.crm.conversation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Takes a resolved conversation up again. */
public record ReopenConversation(
        @TargetAggregateIdentifier String conversationId,
        String brandId,
        @Nullable Long expectedVersion) {}
