package org.parvis.identity.session;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.identity.api.SessionEnd;

/** Ends a session, or leaves one alone that is over. */
record EndSession(@TargetAggregateIdentifier String sessionId, String memberId, SessionEnd reason) {}
