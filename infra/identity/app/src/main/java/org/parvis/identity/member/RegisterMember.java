package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Sets up a person who works here, or leaves one alone who is described just so. */
public record RegisterMember(@TargetAggregateIdentifier String memberId, MemberProfile profile) {}
