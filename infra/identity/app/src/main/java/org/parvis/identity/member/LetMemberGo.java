package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A member works here no longer: every right and every token is taken back. */
record LetMemberGo(@TargetAggregateIdentifier String memberId) {}
