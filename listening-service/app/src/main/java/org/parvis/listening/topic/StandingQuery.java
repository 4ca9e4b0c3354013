package org.parvis.listening.topic;

import java.util.List;

/** A topic as the matcher needs it: its id, its query, and the languages it is about (none: all). */
public record StandingQuery(String topicId, TopicQuery query, List<String> languages) {

    public StandingQuery {
        languages = List.copyOf(languages);
    }
}
