package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends a personal access token before its time. */
public record RevokeToken(@TargetAggregateIdentifier String memberId, String tokenId) {}
