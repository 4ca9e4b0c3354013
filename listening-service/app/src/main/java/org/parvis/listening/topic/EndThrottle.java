package org.parvis.listening.topic;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** A topic takes messages again; {@code leftOut} were not taken meanwhile. */
record EndThrottle(@TargetAggregateIdentifier String topicId, String brandId, Instant from, Instant to, long leftOut) {}
