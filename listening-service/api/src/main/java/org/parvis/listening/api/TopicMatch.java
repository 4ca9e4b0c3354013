package org.parvis.listening.api;

import java.util.List;

/** A topic that a mention matched, with the words that matched it. */
public record TopicMatch(String topicId, List<String> terms) {

    public TopicMatch {
        terms = List.copyOf(terms);
    }
}
