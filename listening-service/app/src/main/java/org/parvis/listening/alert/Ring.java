package org.parvis.listening.alert;

import java.util.Arrays;

/** A number for each of the newest buckets. It takes as much as there are of them: most series are young, or short. */
final class Ring {

    /** More than the two weeks that show a rhythm; a power of two. */
    static final int KEPT = 8192;

    private static final int FEWEST = 64;

    // What is counted in two hours fits twice over.
    private int[] values = new int[FEWEST];

    /** Room for so many buckets that end with the newest one so far. */
    void reach(long buckets, long newest) {
        if (buckets <= values.length || values.length == KEPT) {
            return;
        }
        var known = values;
        values = new int[(int) Math.min(KEPT, Long.highestOneBit(buckets - 1) << 1)];
        for (long bucket = newest - known.length + 1; bucket <= newest; bucket++) {
            values[slot(bucket)] = known[(int) (bucket & known.length - 1)];
        }
    }

    long get(long bucket) {
        return values[slot(bucket)];
    }

    void set(long bucket, long value) {
        values[slot(bucket)] = Math.toIntExact(value);
    }

    void clear() {
        Arrays.fill(values, 0);
    }

    /** How many numbers it has room for. */
    int room() {
        return values.length;
    }

    private int slot(long bucket) {
        return (int) (bucket & values.length - 1);
    }
}
