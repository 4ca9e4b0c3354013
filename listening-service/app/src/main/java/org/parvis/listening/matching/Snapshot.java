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
 * @param expansions what words met lately answer; places are taken without a lock
 */
record Snapshot(
        Dictionary dictionary,
        int edition,
        int literals,
        Segment[] segments,
        long[][] alive,
        int[] bases,
        @Nullable Expansion[] expansions,
        int size) {

    private static final int FEWEST_EXPANSIONS = 256;
    private static final int MOST_EXPANSIONS = 1 << 16;

    static Snapshot of(
            Dictionary dictionary,
            int edition,
            Segment[] segments,
            long[][] alive,
            @Nullable Expansion @Nullable [] known) {
        int[] bases = new int[segments.length];
        int size = 0;
        int places = 0;
        for (int i = 0; i < segments.length; i++) {
            bases[i] = places;
            places += segments[i].size();
            size += Arrays.stream(alive[i]).mapToInt(Long::bitCount).sum();
        }
        int wanted = Math.clamp(Integer.highestOneBit(dictionary.size() + 1) * 4L, FEWEST_EXPANSIONS, MOST_EXPANSIONS);
        return new Snapshot(
                dictionary,
                edition,
                dictionary.size(),
                segments,
                alive,
                bases,
                known != null && known.length == wanted ? known : new Expansion[wanted],
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
        int place = word.hash >>> 4 & expansions.length - 1;
        var known = expansions[place];
        if (known != null && known.word() == word && known.edition() == edition) {
            return known;
        }
        var expansion = dictionary.expand(word, edition);
        expansions[place] = expansion;
        return expansion;
    }
}
