package org.parvis.listening.alert;

import java.util.Arrays;

/** How many different people wrote in each two hours: each counts once, however often they wrote in them. */
final class People implements Tally {

    private static final int KEPT = Counts.KEPT;
    private static final int MASK = KEPT - 1;

    private final long start;
    private final long[] present = new long[KEPT];
    private long head;
    private long lateChanges;

    People(long start) {
        this.start = start;
        head = start;
    }

    @Override
    public long start() {
        return start;
    }

    @Override
    public long lateChanges() {
        return lateChanges;
    }

    /** So many people wrote in the two hours that end with this bucket. */
    void set(long bucket, long people) {
        if (isForgotten(bucket)) {
            return;
        }
        advance(bucket);
        if (present[slot(bucket)] != people) {
            present[slot(bucket)] = people;
            changedAt(bucket);
        }
    }

    /**
     * Somebody wrote.
     *
     * @param last the newest bucket in which they wrote before this was known, or {@link Long#MIN_VALUE}
     */
    void wrote(long bucket, long last) {
        if (isForgotten(bucket)) {
            return;
        }
        advance(bucket);
        // They are counted in every two hours that hold one of their buckets, and in none twice.
        long from = last == Long.MIN_VALUE || last > bucket ? bucket : Math.max(bucket, last + Buckets.WINDOW);
        long to = last > bucket ? Math.min(bucket + Buckets.WINDOW, last) : bucket + Buckets.WINDOW;
        for (long at = from; at < to; at++) {
            present[slot(at)]++;
        }
        changedAt(bucket);
    }

    private void changedAt(long bucket) {
        if (bucket < Counts.hour(head)) {
            lateChanges++;
        }
    }

    /** Whoever writes now is present for two hours, so that far ahead is kept too. */
    @Override
    public void advance(long bucket) {
        if (bucket - head >= KEPT) {
            Arrays.fill(present, 0);
            head = bucket;
            return;
        }
        while (head < bucket) {
            head++;
            present[slot(head + Buckets.WINDOW)] = 0;
        }
    }

    @Override
    public long count(long bucket) {
        return sum(bucket);
    }

    @Override
    public long sum(long bucket) {
        return bucket > head || isForgotten(bucket) ? 0 : present[slot(bucket)];
    }

    @Override
    public double observed(long minute) {
        return sum(Buckets.ofMinute(minute));
    }

    private boolean isForgotten(long bucket) {
        return bucket < start || bucket <= head - KEPT + Buckets.WINDOW;
    }

    private static int slot(long bucket) {
        return (int) (bucket & MASK);
    }
}
