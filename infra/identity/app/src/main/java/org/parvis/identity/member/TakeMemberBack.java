package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A member who had left works here again, with no right yet. */
record TakeMemberBack(@TargetAggregateIdentifier String memberId) {}
