package org.parvis.listening.matching;

import java.util.Arrays;
import java.util.List;

/**
 * Compiled queries laid out for reading: for each anchor one stretch of numbers that holds, one after the other, the queries that wait
 * there with their steps. Never changes.
 *
 * <p>A stretch is its end, then for each query: its place among the queries, how many numbers its steps are, the steps; or its place,
 * {@link #ELSEWHERE} and where its steps begin.
 */
final class Segment {

    static final int ELSEWHERE = -1;

    /** Longer steps are not repeated at each anchor. */
    private static final int REPEATED = 64;

    private final Compiled[] queries;
    private final int[] code;

    /** Open addressing: an anchor plus one, and beside it where its stretch begins; 0 is a free place. */
    private final int[] table;

    /** A bit for each anchor: most of what holds is none, and these bits are near at hand. */
    private final long[] anchored;

    private Segment(Compiled[] queries, int[] code, int[] table, long[] anchored) {
        this.queries = queries;
        this.code = code;
        this.table = table;
        this.anchored = anchored;
    }

    int size() {
        return queries.length;
    }

    Compiled query(int place) {
        return queries[place];
    }

    int[] code() {
        return code;
    }

    /** Where the stretch of an anchor begins, or -1. */
    int stretch(int anchor) {
        int word = anchor >> 6;
        if (word >= anchored.length || (anchored[word] >>> anchor & 1) == 0) {
            return -1;
        }
        for (int place = place(anchor, table.length); ; place = (place + 2) & (table.length - 1)) {
            int there = table[place];
            if (there == anchor + 1) {
                return table[place + 1];
            }
            if (there == 0) {
                return -1;
            }
        }
    }

    private static int place(int anchor, int length) {
        int hash = anchor * 0x9E3779B9;
        return (hash >>> 8) & (length - 1) & ~1;
    }

    static Segment of(List<Compiled> compiled) {
        var queries = compiled.toArray(Compiled[]::new);
        // Waiting queries sorted by anchor: anchor in the upper half, place of the query in the lower.
        long[] waiting = new long
                [Arrays.stream(queries)
                        .mapToInt(query -> query.anchors().length)
                        .sum()];
        int count = 0;
        int length = 0;
        for (int i = 0; i < queries.length; i++) {
            for (int anchor : queries[i].anchors()) {
                waiting[count++] = (long) anchor << 32 | i;
                length += isRepeated(queries[i]) ? 2 + queries[i].steps().length : 3;
            }
        }
        Arrays.sort(waiting);
        int anchors = 0;
        for (int i = 0; i < count; i++) {
            anchors += i == 0 || anchor(waiting[i]) != anchor(waiting[i - 1]) ? 1 : 0;
        }
        int elsewhere = length + anchors;
        int[] begins = new int[queries.length];
        int total = elsewhere;
        for (int i = 0; i < queries.length; i++) {
            begins[i] = total;
            total += isRepeated(queries[i]) ? 0 : queries[i].steps().length;
        }
        int[] code = new int[total];
        int[] table = new int[Integer.highestOneBit(Math.max(2, anchors * 2)) * 4];
        for (int i = 0; i < queries.length; i++) {
            if (!isRepeated(queries[i])) {
                System.arraycopy(queries[i].steps(), 0, code, begins[i], queries[i].steps().length);
            }
        }
        long[] anchored = new long[count == 0 ? 0 : (anchor(waiting[count - 1]) >> 6) + 1];
        int at = 0;
        for (int i = 0; i < count; ) {
            int anchor = anchor(waiting[i]);
            int begin = at++;
            for (; i < count && anchor(waiting[i]) == anchor; i++) {
                int query = (int) waiting[i];
                var steps = queries[query].steps();
                code[at++] = query;
                if (isRepeated(queries[query])) {
                    code[at++] = steps.length;
                    System.arraycopy(steps, 0, code, at, steps.length);
                    at += steps.length;
                } else {
                    code[at++] = ELSEWHERE;
                    code[at++] = begins[query];
                }
            }
            code[begin] = at;
            put(table, anchor, begin);
            anchored[anchor >> 6] |= 1L << anchor;
        }
        return new Segment(queries, code, table, anchored);
    }

    private static int anchor(long waiting) {
        return (int) (waiting >>> 32);
    }

    private static boolean isRepeated(Compiled query) {
        return query.steps().length <= REPEATED;
    }

    private static void put(int[] table, int anchor, int begin) {
        int place = place(anchor, table.length);
        while (table[place] != 0) {
            place = (place + 2) & (table.length - 1);
        }
        table[place] = anchor + 1;
        table[place + 1] = begin;
    }
}
