package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a right back. */
public record WithdrawGrant(@TargetAggregateIdentifier String memberId, String grantId) {}
