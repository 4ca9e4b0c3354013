package org.parvis.moderation.escalation;

import java.time.Duration;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Begins to call people about a matter.
 *
 * @param rounds how often the list is walked before everybody on it is called at once
 * @param personId whom the matter concerns, when it is about somebody outside
 */
public record RaiseEscalation(
        @TargetAggregateIdentifier String escalationId,
        String brandId,
        String subject,
        String reason,
        String rotaId,
        List<List<String>> levels,
        Duration perLevel,
        int rounds,
        @Nullable String personId) {

    /** A matter that concerns nobody outside. */
    public RaiseEscalation(
            String escalationId,
            String brandId,
            String subject,
            String reason,
            String rotaId,
            List<List<String>> levels,
            Duration perLevel,
            int rounds) {
        this(escalationId, brandId, subject, reason, rotaId, levels, perLevel, rounds, null);
    }
}
