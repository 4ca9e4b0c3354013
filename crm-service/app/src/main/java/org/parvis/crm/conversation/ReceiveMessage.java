package org.parvis.crm.conversation;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A mention of the person belongs to this conversation; opens it when it is the first. */
public record ReceiveMessage(
        @TargetAggregateIdentifier String conversationId,
        String brandId,
        String network,
        String sourceId,
        String threadId,
        String personId,
        String mentionId,
        Instant receivedAt) {}
