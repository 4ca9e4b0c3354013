package org.parvis.moderation.escalation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says how the matter ended. Whoever closes what nobody had yet takes it first. */
record CloseEscalation(@TargetAggregateIdentifier String escalationId, String brandId, String outcome) {}
