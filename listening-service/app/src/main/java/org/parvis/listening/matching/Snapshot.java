package org.parvis.listening.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All queries at one moment. A document is matched against one of these from beginning to end, so it meets each query as it was or as
 * it is, never neither.
 *
 * @param edition of the dictionary; what was looked up under another is looked up again
 * @param literals so many numbers these queries use
 * @param alive for each segment which of its queries are in force
 * @param bases for each segment the number of queries in the segments before it
 * @param expansions what words met lately answer
 */
record Snapshot(
        Dictionary dictionary,
        int edition,
        int literals,
        Segment[] segments,
        long[][] alive,
        int[] bases,
        Expansions expansions,
        int size) {

    static Snapshot of(
            Dictionary dictionary, int edition, Segment[] segments, long[][] alive, @Nullable Expansions known) {
        int[] bases = new int[segments.length];
        int size = 0;
        int places = 0;
        for (int i = 0; i < segments.length; i++) {
            bases[i] = places;
            places += segments[i].size();
            size += Arrays.stream(alive[i]).mapToInt(Long::bitCount).sum();
        }
        return new Snapshot(
                dictionary,
                edition,
                dictionary.size(),
                segments,
                alive,
                bases,
                Expansions.of(dictionary.size(), known),
                size);
    }

    int places() {
        int last = segments.length - 1;
        return last < 0 ? 0 : bases[last] + segments[last].size();
    }

    boolean isAlive(int segment, int place) {
        return (alive[segment][place >> 6] >>> place & 1) != 0;
    }

    Expansion expansion(Vocabulary.Word word) {
        return expansions.of(word, dictionary, edition);
    }
}
