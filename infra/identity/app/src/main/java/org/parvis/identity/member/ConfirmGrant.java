package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a right that waits. {@code version} says which wish was seen: a later one under the same id may be another. */
record ConfirmGrant(@TargetAggregateIdentifier String memberId, String grantId, String brandId, long version) {}
