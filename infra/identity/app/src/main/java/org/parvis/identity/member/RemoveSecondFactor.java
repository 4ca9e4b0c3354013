package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that a member has no second factor any more. */
public record RemoveSecondFactor(@TargetAggregateIdentifier String memberId) {}
