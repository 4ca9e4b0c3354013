package org.parvis.moderation.escalation;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Calls the next level, if nobody answered.
 *
 * @param step which call this is, counted from 1; a step that was made already changes nothing
 */
record Climb(@TargetAggregateIdentifier String escalationId, int step) {}
