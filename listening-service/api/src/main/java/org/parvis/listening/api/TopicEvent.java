package org.parvis.listening.api;

/** All that happens to a topic. */
public sealed interface TopicEvent
        permits TopicArchived, TopicDefined, TopicRedefined, TopicThrottled, TopicThrottleEnded {

    String topicId();

    String brandId();
}
