package org.parvis.listening.alert;

/**
 * Says of a series of counts, at any minute, whether the last two hours are unusual: further from the usual than the sensitivity
 * asks, further than anything in the last twelve hours, and too unlikely to be chance.
 *
 * <p>All of it follows from the counts alone, so that a bucket that grew late gives what it would have given in time. Only when
 * somebody was last told is remembered: for a day after that nobody is told of the same series again.
 */
final class CountDetector {

    /** Whoever was told of a series is not told of it again for so long. */
    static final int REFRACTORY_MINUTES = 24 * 60;

    private static final int NEW_FOR = 12 * Buckets.PER_HOUR;
    private static final int FEWEST_SAMPLES = 48;

    /** Before so much is known of a series, nobody knows its nights from its days. */
    private static final int YOUNG = 2 * Buckets.PER_DAY;

    /** What two hours of a series that nobody knows are taken to bring, any rate being possible. */
    private static final double UNKNOWN = 10;

    private final Tally counts;
    private final double[] room = Baseline.room();
    private Rhythm rhythm = Rhythm.UNKNOWN;
    private Baseline usual = new Baseline(0, 0, 0);
    private long usualBefore = Long.MIN_VALUE;
    private long rhythmHour = Long.MIN_VALUE;
    private long reckonedChanges;
    private long toldAt = Long.MIN_VALUE / 2;

    CountDetector(Tally counts) {
        this.counts = counts;
    }

    /** Somebody was told of this series, by this look or by one before a restart. */
    void told(long minute) {
        toldAt = minute;
    }

    /** Looks at the end of this minute (since 1970). */
    Look look(long minute, double leastEffect) {
        long bucket = Buckets.ofMinute(minute);
        counts.advance(bucket);
        var before = usual(bucket);
        long age = bucket - counts.start();
        double observed = counts.observed(minute);
        if (age < YOUNG) {
            return young(minute, observed, before);
        }
        double usually = Buckets.WINDOW * rhythm.at(bucket);
        double effect = effect(observed, bucket, before);
        double expected = before.mean() * usually;
        double threshold = expected + leastEffect * before.unit() * usually;
        double chance = chance(observed, expected, before);
        boolean alarm = effect >= leastEffect
                && chance <= Surprise.FLOOR
                && rested(minute)
                && effect >= most(bucket - NEW_FOR, bucket);
        return new Look(observed, expected, threshold, effect, chance, alarm);
    }

    private Look young(long minute, double observed, Baseline before) {
        double mean = Math.max(UNKNOWN, before.mean() * Buckets.WINDOW);
        double threshold = Math.ceil(Math.log(Surprise.FLOOR) / Math.log(mean / (1 + mean)));
        double chance = Surprise.ofCountWithoutPast(observed, mean);
        double effect = (observed - mean) / mean;
        return new Look(observed, mean, threshold, effect, chance, chance <= Surprise.FLOOR && rested(minute));
    }

    private boolean rested(long minute) {
        return minute - toldAt >= REFRACTORY_MINUTES;
    }

    private Baseline usual(long bucket) {
        boolean stale = counts.lateChanges() != reckonedChanges;
        if (stale || Counts.hour(bucket) != rhythmHour) {
            rhythmHour = Counts.hour(bucket);
            rhythm = Rhythm.before(rhythmHour, counts);
        }
        if (stale || bucket != usualBefore) {
            usualBefore = bucket;
            usual = Baseline.before(bucket, counts, rhythm, room);
        }
        reckonedChanges = counts.lateChanges();
        return usual;
    }

    private double effect(double observed, long bucket, Baseline before) {
        return before.samples() < FEWEST_SAMPLES
                ? 0
                : (observed / rhythm.at(bucket) / Buckets.WINDOW - before.mean()) / before.unit();
    }

    private static double chance(double observed, double expected, Baseline before) {
        double windows = before.samples() * (double) Baseline.STEP / Buckets.WINDOW;
        return Surprise.ofCount(observed, expected * windows, windows);
    }

    /** The furthest that the series was from what was usual then. */
    private double most(long from, long to) {
        double most = 0;
        for (long at = Math.max(from, counts.start()); at < to; at++) {
            most = Math.max(most, effect((double) counts.sum(at), at, Baseline.before(at, counts, rhythm, room)));
        }
        return most;
    }

    /** Whether nothing was as far from the usual as that within twelve hours. */
    boolean quiet(long minute, double leastEffect) {
        long bucket = Buckets.ofMinute(minute);
        counts.advance(bucket);
        usual(bucket);
        return most(bucket - NEW_FOR, bucket + 1) < leastEffect;
    }
}
