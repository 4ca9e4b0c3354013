package org.parvis.moderation.escalation;

import java.time.Duration;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Begins to call people about a matter.
 *
 * @param rounds how often the list is walked before everybody on it is called at once
 */
record RaiseEscalation(
        @TargetAggregateIdentifier String escalationId,
        String brandId,
        String subject,
        String reason,
        String rotaId,
        List<List<String>> levels,
        Duration perLevel,
        int rounds) {}
