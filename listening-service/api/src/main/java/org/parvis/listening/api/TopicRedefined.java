package org.parvis.listening.api;

import java.util.List;

/** A standing query was changed; every curve shows the break. */
public record TopicRedefined(
        String topicId, String brandId, String name, TopicSubject subject, String query, List<String> languages)
        implements TopicEvent {

    public TopicRedefined {
        languages = List.copyOf(languages);
    }
}
