package org.parvis.moderation.escalation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What the matter is about is over, where it lives; no page and no program of a member sends this.
 *
 * @param memberId who ended it; null when it ended by itself
 */
public record EndEscalation(
        @TargetAggregateIdentifier String escalationId,
        String brandId,
        String outcome,
        @Nullable String memberId) {}
