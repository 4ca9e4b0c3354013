package org.parvis.crm.conversation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Says that nothing is left to do. */
public record ResolveConversation(
        @TargetAggregateIdentifier String conversationId,
        String brandId,
        @Nullable Long expectedVersion) {}
