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
 */
record DefineTopic(
        @TargetAggregateIdentifier String topicId,
        String brandId,
        String name,
        TopicSubject subject,
        String query,
        List<String> languages,
        @Nullable TopicSample sample,
        @Nullable Integer dailyBudget) {

    DefineTopic {
        languages = List.copyOf(languages);
    }

    /** With what was judged before, when it asks for the same. */
    DefineTopic after(DefineTopic known) {
        var asksForTheSame = query.equals(known.query()) && languages.equals(known.languages());
        return sample == null && asksForTheSame
                ? new DefineTopic(topicId, brandId, name, subject, query, languages, known.sample(), dailyBudget)
                : this;
    }
}
