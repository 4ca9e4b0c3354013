package org.parvis.identity.session;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Records that a member signed in. */
record StartSession(@TargetAggregateIdentifier String sessionId, String memberId) {}
