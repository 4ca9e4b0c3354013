package org.parvis.listening.topic;

import java.util.List;

/** A query as a tree. */
sealed interface QueryNode {

    /** Where it begins in the text of the query. */
    int position();

    record And(List<QueryNode> parts, int position) implements QueryNode {}

    record Or(List<QueryNode> parts, int position) implements QueryNode {}

    record Not(QueryNode part, int position) implements QueryNode {}

    /** A word, found in all its forms in French and English. */
    record Word(String text, int position) implements QueryNode {}

    /** Words in this order and these forms. */
    record Exact(String text, int position) implements QueryNode {}

    /** Any word that begins like this. */
    record Prefix(String start, int position) implements QueryNode {}

    record Author(String handle, int position) implements QueryNode {}

    record Site(String domain, int position) implements QueryNode {}

    record Language(String code, int position) implements QueryNode {}

    /** Whether only a small part of all messages can match, so that a presearcher has something to hold on to. */
    default boolean isSelective() {
        return switch (this) {
            case And and -> and.parts().stream().anyMatch(QueryNode::isSelective);
            case Or or -> or.parts().stream().allMatch(QueryNode::isSelective);
            case Not not -> false;
            case Language language -> false;
            case Word word -> true;
            case Exact exact -> true;
            case Prefix prefix -> true;
            case Author author -> true;
            case Site site -> true;
        };
    }
}
