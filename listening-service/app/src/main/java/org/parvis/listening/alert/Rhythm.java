package org.parvis.listening.alert;

import org.jspecify.annotations.Nullable;

/**
 * How much of a day's talk falls on each time of the day, from the last fourteen days: 1 is the day's mean. The square root of it,
 * because a crisis that starts by day must not have to be as many times larger as the day is than the night.
 */
final class Rhythm {

    static final int DAYS = 14;

    private static final int SMOOTHED_OVER = 3 * Buckets.PER_HOUR;
    private static final double LEAST = 0.3;

    static final Rhythm UNKNOWN = new Rhythm(null);

    private final double @Nullable [] factors;

    private Rhythm(double @Nullable [] factors) {
        this.factors = factors;
    }

    /** The rhythm before {@code bucket}; even as long as two weeks are not known. */
    static Rhythm before(long bucket, Tally counts) {
        long from = bucket - (long) DAYS * Buckets.PER_DAY;
        if (from < counts.start()) {
            return UNKNOWN;
        }
        var byTime = new double[Buckets.PER_DAY];
        double all = 0;
        for (long at = from; at < bucket; at++) {
            long count = counts.count(at);
            byTime[time(at)] += count;
            all += count;
        }
        if (all == 0) {
            return UNKNOWN;
        }
        return new Rhythm(smoothed(byTime, all / Buckets.PER_DAY));
    }

    private static double[] smoothed(double[] byTime, double mean) {
        var factors = new double[Buckets.PER_DAY];
        double sum = 0;
        for (int i = -SMOOTHED_OVER / 2; i < SMOOTHED_OVER / 2; i++) {
            sum += byTime[Math.floorMod(i, Buckets.PER_DAY)];
        }
        for (int i = 0; i < factors.length; i++) {
            factors[i] = Math.max(LEAST, Math.sqrt(sum / SMOOTHED_OVER / mean));
            sum += byTime[Math.floorMod(i + SMOOTHED_OVER / 2, Buckets.PER_DAY)]
                    - byTime[Math.floorMod(i - SMOOTHED_OVER / 2, Buckets.PER_DAY)];
        }
        return factors;
    }

    double at(long bucket) {
        return factors == null ? 1 : factors[time(bucket)];
    }

    private static int time(long bucket) {
        return (int) Math.floorMod(bucket, (long) Buckets.PER_DAY);
    }
}
