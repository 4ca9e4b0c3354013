package org.parvis.listening.topic;

import java.util.List;
import org.parvis.listening.matching.Hit;

/** A query as it would be in force, without being so. */
final class Draft {

    private static final String ID = "draft";

    private final TopicMatcher matcher = new TopicMatcher();

    /** @throws QueryRefused when the query cannot be understood */
    Draft(String query, List<String> languages) {
        matcher.define(List.of(new StandingQuery(ID, TopicQuery.parse(query), languages)));
    }

    boolean finds(Message message) {
        return !matcher.topics(message).isEmpty();
    }

    /** Where in the text it finds something; nothing when it does not, or not by the words. */
    List<Hit.Span> places(Message message) {
        return matcher.places(message).getOrDefault(ID, List.of());
    }
}
