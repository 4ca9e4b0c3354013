package org.parvis.listening.topic;

import org.parvis.axon.Refused;

/** What a topic refuses. */
final class TopicRefused extends Refused {

    enum Reason {
        TOPIC_OF_ANOTHER_BRAND
    }

    TopicRefused(Reason reason, String topicId) {
        super(Category.NOT_FOUND, reason, "topic:" + topicId);
    }
}
