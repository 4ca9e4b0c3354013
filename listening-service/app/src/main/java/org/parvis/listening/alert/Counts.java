package org.parvis.listening.alert;

/**
 * The counts of one series, as long as they are needed: each bucket, and the sum of the window that ends with it.
 *
 * <p>A bucket of the past may grow at any time. What is older than the ring is long is forgotten, and what comes for it is left
 * out.
 */
final class Counts implements Tally {

    private final long start;
    private final Ring counts = new Ring();
    private final Ring sums = new Ring();
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
        if (bucket < start || bucket <= head - Ring.KEPT + Buckets.WINDOW) {
            return;
        }
        advance(bucket);
        counts.set(bucket, counts.get(bucket) + more);
        for (long end = bucket; end < bucket + Buckets.WINDOW && end <= head; end++) {
            sums.set(end, sums.get(end) + more);
        }
        if (bucket < hour(head)) {
            lateChanges++;
        }
    }

    @Override
    public void advance(long bucket) {
        counts.reach(bucket - start + 1, head);
        sums.reach(bucket - start + 1, head);
        if (bucket - head >= Ring.KEPT) {
            counts.clear();
            sums.clear();
            head = bucket;
            return;
        }
        while (head < bucket) {
            head++;
            long leaving = head - Buckets.WINDOW;
            counts.set(head, 0);
            sums.set(head, sums.get(head - 1) - (leaving < start ? 0 : counts.get(leaving)));
        }
    }

    @Override
    public long count(long bucket) {
        return known(bucket) ? counts.get(bucket) : 0;
    }

    @Override
    public long sum(long bucket) {
        return known(bucket) ? sums.get(bucket) : 0;
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
        return bucket >= start && bucket <= head && bucket > head - Ring.KEPT;
    }

    /** How many numbers it has room for. */
    int room() {
        return counts.room() + sums.room();
    }
}
