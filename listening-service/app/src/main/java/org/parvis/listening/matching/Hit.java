package org.parvis.listening.matching;

import java.util.List;
import java.util.Set;

/**
 * A query that a document answers.
 *
 * @param id of the query
 * @param spans where in the text it does so, in reading order
 * @param fields other fields that had a part in it
 */
public record Hit(String id, List<Span> spans, Set<Field> fields) {

    public Hit {
        spans = List.copyOf(spans);
        fields = Set.copyOf(fields);
    }

    /** A piece of the text. */
    public record Span(int start, int end) {}
}
