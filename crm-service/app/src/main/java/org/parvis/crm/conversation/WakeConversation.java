package org.parvis.crm.conversation;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Brings a snoozed conversation back; with {@code dueAt}, only when it still sleeps until that very instant. */
public record WakeConversation(
        @TargetAggregateIdentifier String conversationId,
        String brandId,
        @Nullable Instant dueAt) {}
