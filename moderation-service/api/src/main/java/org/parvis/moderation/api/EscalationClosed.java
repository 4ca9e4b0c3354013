package org.parvis.moderation.api;

/** The matter is settled. */
public record EscalationClosed(String escalationId, String brandId, String outcome) implements EscalationEvent {}
