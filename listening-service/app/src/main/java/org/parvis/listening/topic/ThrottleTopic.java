package org.parvis.listening.topic;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The budget of the day is used up: a topic takes nothing more until the day ends or its budget is raised. */
record ThrottleTopic(
        @TargetAggregateIdentifier String topicId, String brandId, Instant from, Instant until, int budget) {}
