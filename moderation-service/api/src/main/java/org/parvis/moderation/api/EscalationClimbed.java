package org.parvis.moderation.api;

import java.time.Instant;
import java.util.List;

/** The members of a level were called; level counts from 1, {@code round} how often the list was walked. */
public record EscalationClimbed(
        String escalationId, String brandId, int round, int level, List<String> members, Instant acknowledgeBefore)
        implements EscalationEvent {

    public EscalationClimbed {
        members = List.copyOf(members);
    }
}
