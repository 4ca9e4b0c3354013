package org.parvis.listening.alert;

/** How many different people wrote in each two hours: each counts once, however often they wrote in them. */
final class People implements Tally {

    private final long start;
    private final Ring present = new Ring();
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
        if (present.get(bucket) != people) {
            present.set(bucket, people);
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
            present.set(at, present.get(at) + 1);
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
        present.reach(bucket - start + 1 + Buckets.WINDOW, head + Buckets.WINDOW);
        if (bucket - head >= Ring.KEPT) {
            present.clear();
            head = bucket;
            return;
        }
        while (head < bucket) {
            head++;
            present.set(head + Buckets.WINDOW, 0);
        }
    }

    @Override
    public long count(long bucket) {
        return sum(bucket);
    }

    @Override
    public long sum(long bucket) {
        return bucket > head || isForgotten(bucket) ? 0 : present.get(bucket);
    }

    @Override
    public double observed(long minute) {
        return sum(Buckets.ofMinute(minute));
    }

    private boolean isForgotten(long bucket) {
        return bucket < start || bucket <= head - Ring.KEPT + Buckets.WINDOW;
    }

    /** How many numbers it has room for. */
    int room() {
        return present.room();
    }
}
