package org.parvis.listening.topic;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.TopicSample;
import org.parvis.listening.api.TopicSubject;

/**
 * Sets up a topic, or changes it; the query has been understood before.
 *
 * @param sample null when nobody judged what the query finds; what was judged before then stays
 */
record DefineTopic(
        @TargetAggregateIdentifier String topicId,
        String brandId,
        String name,
        TopicSubject subject,
        String query,
        List<String> languages,
        @Nullable TopicSample sample) {

    DefineTopic {
        languages = List.copyOf(languages);
    }

    /** Whether there is anything new in it. */
    boolean changes(DefineTopic known) {
        var judged = sample == null ? known.sample() : sample;
        return !new DefineTopic(topicId, brandId, name, subject, query, languages, judged).equals(known);
    }
}
