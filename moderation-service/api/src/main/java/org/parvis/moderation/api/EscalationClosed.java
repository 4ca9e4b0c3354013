package org.parvis.moderation.api;

import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** The matter is settled. */
public record EscalationClosed(
        String escalationId,
        String brandId,
        @Protected String outcome,
        @Subject @Nullable String personId) implements EscalationEvent {

    /** Concerns nobody outside. */
    public EscalationClosed(String escalationId, String brandId, String outcome) {
        this(escalationId, brandId, outcome, null);
    }
}
