package org.parvis.listening.alert;

import java.util.Arrays;

/**
 * The counts of one series, as long as they are needed: each bucket, and the sum of the window that ends with it.
 *
 * <p>A bucket of the past may grow at any time. What is older than the ring is long is forgotten, and what comes for it is left
 * out.
 */
final class Counts implements Tally {

    /** More than the two weeks that show a rhythm. */
    static final int KEPT = 8192;

    private static final int MASK = KEPT - 1;

    private final long start;
    private final long[] counts = new long[KEPT];
    private final long[] sums = new long[KEPT];
    private long head;
    private long lateChanges;

    /** @param start the first bucket that the series knows of; before it there was nobody to count */
    Counts(long start) {
        this.start = start;
        head = start;
    }

    @Override
    public long start() {
        return start;
    }

    /** The newest bucket so far. */
    long head() {
        return head;
    }

    @Override
    public long lateChanges() {
        return lateChanges;
    }

    void add(long bucket, long more) {
        if (bucket < start || bucket <= head - KEPT + Buckets.WINDOW) {
            return;
        }
        advance(bucket);
        counts[slot(bucket)] += more;
        for (long end = bucket; end < bucket + Buckets.WINDOW && end <= head; end++) {
            sums[slot(end)] += more;
        }
        if (bucket < hour(head)) {
            lateChanges++;
        }
    }

    @Override
    public void advance(long bucket) {
        if (bucket - head >= KEPT) {
            Arrays.fill(counts, 0);
            Arrays.fill(sums, 0);
            head = bucket;
            return;
        }
        while (head < bucket) {
            head++;
            long leaving = head - Buckets.WINDOW;
            counts[slot(head)] = 0;
            sums[slot(head)] = sums[slot(head - 1)] - (leaving < start ? 0 : counts[slot(leaving)]);
        }
    }

    @Override
    public long count(long bucket) {
        return known(bucket) ? counts[slot(bucket)] : 0;
    }

    @Override
    public long sum(long bucket) {
        return known(bucket) ? sums[slot(bucket)] : 0;
    }

    /** The bucket that runs counts in full, and as much less of the oldest. */
    @Override
    public double observed(long minute) {
        long bucket = Buckets.ofMinute(minute);
        double run = (Math.floorMod(minute, Buckets.MINUTES) + 1.0) / Buckets.MINUTES;
        return sum(bucket) + (1 - run) * count(bucket - Buckets.WINDOW);
    }

    /** The bucket with which this one's hour begins. */
    static long hour(long bucket) {
        return Math.floorDiv(bucket, Buckets.PER_HOUR) * Buckets.PER_HOUR;
    }

    private boolean known(long bucket) {
        return bucket >= start && bucket <= head && bucket > head - KEPT;
    }

    private static int slot(long bucket) {
        return (int) (bucket & MASK);
    }
}
