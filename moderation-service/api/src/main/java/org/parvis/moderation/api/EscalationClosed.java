package org.parvis.moderation.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/**
 * The matter is settled.
 *
 * @param outcome in words; {@code incident:} and an outcome of listening when it ended together with its incident
 * @param memberId who closed the incident it was about; null when the entry itself is theirs, or when nobody did
 */
public record EscalationClosed(
        String escalationId,
        String brandId,
        @Protected String outcome,
        @Subject @Nullable String personId,
        @Nullable String memberId)
        implements EscalationEvent {

    /** Concerns nobody outside. */
    public EscalationClosed(String escalationId, String brandId, String outcome) {
        this(escalationId, brandId, outcome, null, null);
    }
}
