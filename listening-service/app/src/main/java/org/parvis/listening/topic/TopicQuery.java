package org.parvis.listening.topic;

import java.util.List;
import org.apache.lucene.search.Query;

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

    public String text() {
        return text;
    }

    Query compile(List<String> languages) {
        return QueryCompiler.compile(root, languages);
    }

    QueryNode root() {
        return root;
    }

    @Override
    public String toString() {
        return text;
    }
}
