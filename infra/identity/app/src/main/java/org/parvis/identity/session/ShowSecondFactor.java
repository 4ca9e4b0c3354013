package org.parvis.identity.session;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.identity.api.SecondFactor;

/** Records that a second factor was shown in a session. */
record ShowSecondFactor(@TargetAggregateIdentifier String sessionId, String memberId, SecondFactor factor) {}
