package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Leaves a right that waits ungiven. */
record DeclineGrant(@TargetAggregateIdentifier String memberId, String grantId, String brandId, long version) {}
