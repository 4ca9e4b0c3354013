package org.parvis.listening.api;

import java.time.Instant;

/** A topic takes messages again. It left {@code leftOut} out; those that matched another topic are kept there. */
public record TopicThrottleEnded(String topicId, String brandId, Instant from, Instant to, long leftOut)
        implements TopicEvent {}
