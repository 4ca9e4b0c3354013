package org.parvis.moderation.api;

/** Somebody has it. */
public record EscalationAcknowledged(String escalationId, String brandId, String memberId, int level)
        implements EscalationEvent {}
