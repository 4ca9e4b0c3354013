package org.parvis.listening.topic;

import java.util.List;
import org.parvis.listening.matching.Formula;
import org.parvis.listening.text.TextAnalysis;

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

    /** Words in these forms, moved by no more than {@code slop} places in all. */
    record Near(String text, int slop, int position) implements QueryNode {}

    /** Any word that begins like this. */
    record Prefix(String start, int position) implements QueryNode {}

    /** A word with at most so many mistakes of spelling. */
    record Fuzzy(String word, int edits, int position) implements QueryNode {}

    /** One of these wrote it. */
    record Author(List<String> handles, int position) implements QueryNode {}

    /** It stands on one of these. */
    record Site(List<String> domains, int position) implements QueryNode {}

    /** It links to one of these, or is found there: host, slash, and how the path begins. */
    record Link(List<String> places, int position) implements QueryNode {}

    /** It is in one of these. */
    record Language(List<String> codes, int position) implements QueryNode {}

    /** How many words it looks for, a word with mistakes as what it weighs: {@link Formula#weight} in the words of whoever wrote it. */
    default long words() {
        return switch (this) {
            case And and -> and.parts().stream().mapToLong(QueryNode::words).sum();
            case Or or -> or.parts().stream().mapToLong(QueryNode::words).sum();
            case Not not -> not.part().words();
            case Word word -> TextAnalysis.plainTokens(word.text()).size();
            case Exact exact -> TextAnalysis.plainTokens(exact.text()).size();
            case Near near -> TextAnalysis.plainTokens(near.text()).size();
            case Prefix prefix -> 1;
            case Fuzzy fuzzy -> new Formula.Fuzzy(fuzzy.word(), fuzzy.edits()).weight();
            case Author author -> author.handles().size();
            case Site site -> site.domains().size();
            case Link link -> link.places().size();
            case Language language -> language.codes().size();
        };
    }

    /** Whether only a small part of all messages can match, so that the matcher has something to hold on to. */
    default boolean isSelective() {
        return switch (this) {
            case And and -> and.parts().stream().anyMatch(QueryNode::isSelective);
            case Or or -> or.parts().stream().allMatch(QueryNode::isSelective);
            case Not not -> false;
            case Language language -> false;
            default -> true;
        };
    }
}
