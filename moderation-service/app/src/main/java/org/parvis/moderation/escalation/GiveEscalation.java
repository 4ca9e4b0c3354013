package org.parvis.moderation.escalation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A member took what the matter is about, where it lives; no page and no program of theirs sends this. */
public record GiveEscalation(@TargetAggregateIdentifier String escalationId, String brandId, String memberId) {}
