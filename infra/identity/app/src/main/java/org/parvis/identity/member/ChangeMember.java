package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Describes a member anew. */
public record ChangeMember(@TargetAggregateIdentifier String memberId, MemberProfile profile) {}
