package org.parvis.listening.topic;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.listening.api.TopicSubject;

/** Sets up a topic, or changes it; the query has been understood before. */
record DefineTopic(
        @TargetAggregateIdentifier String topicId,
        String brandId,
        String name,
        TopicSubject subject,
        String query,
        List<String> languages) {

    DefineTopic {
        languages = List.copyOf(languages);
    }
}
