package org.parvis.listening.api;

import java.util.List;

/** A standing query was set up. */
public record TopicDefined(
        String topicId, String brandId, String name, TopicSubject subject, String query, List<String> languages)
        implements TopicEvent {

    public TopicDefined {
        languages = List.copyOf(languages);
    }
}
