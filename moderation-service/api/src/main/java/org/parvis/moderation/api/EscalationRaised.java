package org.parvis.moderation.api;

/** A matter climbs the on-call list until somebody acknowledges; {@code subject} is {@code kind:id}. */
public record EscalationRaised(String escalationId, String brandId, String subject, String rotaId, String reason)
        implements EscalationEvent {}
