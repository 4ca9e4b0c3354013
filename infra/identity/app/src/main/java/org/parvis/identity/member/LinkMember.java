package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records what the company's own sign-in service calls a member. */
public record LinkMember(@TargetAggregateIdentifier String memberId, String issuer, String companyId) {}
