package org.parvis.listening.api;

/** All that happens to a topic. */
public sealed interface TopicEvent
        permits TopicArchived, TopicAssigned, TopicDefinition, TopicThrottled, TopicThrottleEnded {

    String topicId();

    String brandId();
}
