package org.parvis.moderation.escalation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** "I have it." */
record AcknowledgeEscalation(@TargetAggregateIdentifier String escalationId, String brandId) {}
