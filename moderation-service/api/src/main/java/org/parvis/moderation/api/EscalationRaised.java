package org.parvis.moderation.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/**
 * A matter climbs the on-call list until somebody acknowledges.
 *
 * @param subject what it is about, as {@code kind:id}
 * @param rotaId the rota it climbs; {@code leads:} and the brand's id when the brand has none and its leads are called together
 * @param levels the rota as it stood when the matter was raised; a later change does not touch a matter under way
 * @param rounds how often the list is walked before everybody on it is called at once
 */
public record EscalationRaised(
        String escalationId,
        String brandId,
        String subject,
        String rotaId,
        @Protected String reason,
        List<List<String>> levels,
        Duration perLevel,
        int rounds,
        @Subject @Nullable String personId)
        implements EscalationEvent {
    public EscalationRaised {
        levels = levels.stream().map(List::copyOf).toList();
    }

    /** Concerns nobody outside. */
    public EscalationRaised(
            String escalationId,
            String brandId,
            String subject,
            String rotaId,
            String reason,
            List<List<String>> levels,
            Duration perLevel,
            int rounds) {
        this(escalationId, brandId, subject, rotaId, reason, levels, perLevel, rounds, null);
    }
}
