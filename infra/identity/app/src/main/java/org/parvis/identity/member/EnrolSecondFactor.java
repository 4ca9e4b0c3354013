package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that a member has a second factor from now on. */
public record EnrolSecondFactor(@TargetAggregateIdentifier String memberId) {}
