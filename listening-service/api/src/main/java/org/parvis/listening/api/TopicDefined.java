package org.parvis.listening.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A standing query was set up.
 *
 * @param sample null when nobody judged what it finds
 * @param dailyBudget so many messages it takes in a day of the brand at most; null when it takes all
 */
public record TopicDefined(
        String topicId,
        String brandId,
        String name,
        TopicSubject subject,
        String query,
        List<String> languages,
        @Nullable TopicSample sample,
        @Nullable Integer dailyBudget)
        implements TopicDefinition {

    public TopicDefined {
        languages = List.copyOf(languages);
    }
}
