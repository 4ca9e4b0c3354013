package org.parvis.listening.matching;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.IntConsumer;

/** Beginnings of terms that are looked for. A term is cut at every length that occurs: the document is small, the queries are many. */
final class Prefixes {

    private final ConcurrentHashMap<String, Integer> starts = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<Integer> lengths = new ConcurrentSkipListSet<>();

    void add(String start, int literal) {
        starts.put(start, literal);
        lengths.add(start.length());
    }

    boolean isEmpty() {
        return starts.isEmpty();
    }

    void find(String term, IntConsumer found) {
        for (int length : lengths) {
            if (length > term.length()) {
                return;
            }
            var literal = starts.get(term.substring(0, length));
            if (literal != null) {
                found.accept(literal);
            }
        }
    }
}
