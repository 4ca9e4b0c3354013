package org.parvis.listening.topic;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.TopicSample;
import org.parvis.listening.api.TopicSubject;

/**
 * Sets up a topic, or changes it; the query has been understood before.
 *
 * @param sample null when nobody judged what the query finds
 * @param dailyBudget null when it takes all
 * @param ownerId who looks after it; null leaves that as it is
 */
record DefineTopic(
        @TargetAggregateIdentifier String topicId,
        String brandId,
        String name,
        TopicSubject subject,
        String query,
        List<String> languages,
        @Nullable TopicSample sample,
        @Nullable Integer dailyBudget,
        @Nullable String ownerId) {

    DefineTopic {
        languages = List.copyOf(languages);
    }

    /** What it asks for, with what was judged before when that is the same; whose it is asks for nothing. */
    DefineTopic after(DefineTopic known) {
        var asksForTheSame = query.equals(known.query()) && languages.equals(known.languages());
        var judged = sample == null && asksForTheSame ? known.sample() : sample;
        return new DefineTopic(topicId, brandId, name, subject, query, languages, judged, dailyBudget, null);
    }
}
