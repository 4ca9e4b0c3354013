package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that a member got new recovery codes. */
public record RenewRecoveryCodes(@TargetAggregateIdentifier String memberId) {}
