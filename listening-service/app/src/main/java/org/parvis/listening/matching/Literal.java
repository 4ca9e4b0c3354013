package org.parvis.listening.matching;

import java.util.List;

/** A question about a document that is asked once, however many queries ask it; others of them by their numbers. */
sealed interface Literal {

    record Term(Field field, String text) implements Literal {}

    record Prefix(Field field, String start) implements Literal {}

    record Fuzzy(String word, int edits) implements Literal {}

    /** Words in this order; {@code slop} is how far they may be moved in all. */
    record Phrase(List<Integer> words, int slop) implements Literal {}

    /** One of these at least; in ascending order. */
    record AnyOf(List<Integer> parts) implements Literal {}
}
