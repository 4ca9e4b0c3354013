package org.parvis.identity.member;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Makes an entry of a change of password. The hash is written after it, in a table of identity's own. */
public record RecordPassword(@TargetAggregateIdentifier String memberId) {}
