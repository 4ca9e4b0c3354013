package org.parvis.moderation.api;

import java.time.Instant;
import java.util.List;

/**
 * The members of a level were called.
 *
 * @param round how often the list was walked, this time included
 * @param level of the rota, counted from 1
 * @param step how many calls there were, this one included
 */
public record EscalationClimbed(
        String escalationId,
        String brandId,
        int round,
        int level,
        List<String> members,
        Instant acknowledgeBefore,
        int step)
        implements EscalationEvent {

    public EscalationClimbed {
        members = List.copyOf(members);
    }
}
