package org.parvis.crm.conversation;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Sets the conversation aside until an instant. */
public record SnoozeConversation(
        @TargetAggregateIdentifier String conversationId,
        String brandId,
        Instant until,
        @Nullable Long expectedVersion) {}
