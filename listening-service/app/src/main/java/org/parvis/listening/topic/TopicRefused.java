package org.parvis.listening.topic;

import org.parvis.axon.Refused;

/** What a topic refuses. */
final class TopicRefused extends Refused {

    enum Reason {
        TOPIC_OF_ANOTHER_BRAND(Category.NOT_FOUND),
        /** Another topic goes on with what is asked for. */
        TOPIC_CHANGED_TOO_OFTEN(Category.CONFLICT);

        private final Category category;

        Reason(Category category) {
            this.category = category;
        }
    }

    TopicRefused(Reason reason, String topicId) {
        super(reason.category, reason, "topic:" + topicId);
    }
}
