package org.parvis.moderation.api;

/** All that happens to an escalation. */
public sealed interface EscalationEvent
        permits EscalationAcknowledged, EscalationClimbed, EscalationClosed, EscalationRaised {

    String escalationId();

    String brandId();
}
