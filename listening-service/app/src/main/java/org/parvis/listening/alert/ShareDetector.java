package org.parvis.listening.alert;

/**
 * Says at any minute whether those of one kind make an unusual share of the last two hours: against their share of the last seven
 * days, by a binomial's own measure, so that three of four posts on a quiet day are nothing.
 */
final class ShareDetector {

    /** A share that grows by less than this is nobody's crisis, however many posts make it certain. */
    private static final double LEAST_GROWTH = 0.1;

    private static final int YOUNG = 2 * Buckets.PER_DAY;

    private final Counts hits;
    private final Counts all;
    private final double[] room = Baseline.room();
    private long toldAt = Long.MIN_VALUE / 2;
    private long usualBefore = Long.MIN_VALUE;
    private long reckonedChanges;
    private double usual;

    ShareDetector(Counts hits, Counts all) {
        this.hits = hits;
        this.all = all;
    }

    void told(long minute) {
        toldAt = minute;
    }

    /** Looks at the end of this minute (since 1970); what it says is in shares, from 0 to 1. */
    Look look(long minute, double leastEffect) {
        long bucket = Buckets.ofMinute(minute);
        hits.advance(bucket);
        all.advance(bucket);
        double many = all.observed(minute);
        if (bucket - all.start() < YOUNG || many <= 0) {
            return Look.NOTHING;
        }
        double share = usual(bucket);
        double observed = hits.observed(minute);
        double unit = Surprise.unitOfShare(many, share);
        double effect = (observed / many - share) / unit;
        double chance = Surprise.ofShare(observed, many, share);
        double threshold = Math.max(share + leastEffect * unit, share + LEAST_GROWTH);
        boolean alarm = observed / many >= threshold
                && chance <= Surprise.FLOOR
                && minute - toldAt >= CountDetector.REFRACTORY_MINUTES;
        return new Look(observed / many, share, threshold, effect, chance, alarm);
    }

    private double usual(long bucket) {
        long changes = hits.lateChanges() + all.lateChanges();
        if (bucket != usualBefore || changes != reckonedChanges) {
            usualBefore = bucket;
            reckonedChanges = changes;
            var before = Baseline.before(bucket, all, Rhythm.UNKNOWN, room);
            double week = before.samples() * before.mean();
            double kind = before.samples()
                    * Baseline.before(bucket, hits, Rhythm.UNKNOWN, room).mean();
            // Two posts, one of them of the kind, are taken as seen beforehand: a share is never quite 0 or 1.
            usual = Math.min(0.99, (kind * Baseline.STEP + 1) / (week * Baseline.STEP + 2));
        }
        return usual;
    }
}
