package org.parvis.crm.suggestion;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Adds a mention that asks for the same. */
public record AddEvidence(
        @TargetAggregateIdentifier String suggestionId,
        String brandId,
        String mentionId,
        String conversationId,
        String personId) {}
