package org.parvis.listening.topic;

import java.util.List;
import java.util.Optional;
import org.parvis.listening.matching.Formula;

/** A query that was understood. */
public final class TopicQuery {

    private final String text;
    private final QueryNode root;

    private TopicQuery(String text, QueryNode root) {
        this.text = text;
        this.root = root;
    }

    /** Reads a query, or throws {@link QueryRefused} with the place and the reason. */
    public static TopicQuery parse(String text) {
        return new TopicQuery(text, QueryParser.parse(text));
    }

    /**
     * Reads a query that was accepted once; empty when it is refused today. The tilde had no meaning then: where it makes no sense now it
     * is the space it was, and a topic rather finds too much than nothing.
     */
    static Optional<TopicQuery> stored(String text) {
        for (var read : List.of(text, text.replace('~', ' '))) {
            try {
                return Optional.of(new TopicQuery(text, QueryParser.parse(read)));
            } catch (QueryRefused refused) {
                // The next way to read it.
            }
        }
        return Optional.empty();
    }

    public String text() {
        return text;
    }

    Formula formula(List<String> languages) {
        return QueryCompiler.compile(root, languages);
    }

    /** How many words it looks for. */
    long words() {
        return root.words();
    }

    QueryNode root() {
        return root;
    }

    @Override
    public String toString() {
        return text;
    }
}
