package org.parvis.listening.api;

import java.time.Instant;

/**
 * A topic has taken as many messages as its budget of the day allows. What else it matches is left out until the day ends, or until its
 * budget is raised: from {@code from} on every figure of it is a floor.
 */
public record TopicThrottled(String topicId, String brandId, Instant from, Instant until, int budget)
        implements TopicEvent {}
