package org.parvis.listening.alert;

/**
 * What a bucket usually brings at a mean time of the day, over the last seven days: each two hours' mean is one sample, one in fifteen minutes. Samples beyond
 * three standard deviations are drawn in, twice, so that yesterday's crisis does not hide today's.
 *
 * @param samples how many there were
 * @param mean of the samples, for one bucket
 * @param deviation of the samples
 */
record Baseline(int samples, double mean, double deviation) {

    /** The last hour is left out: a crisis that grows must not become the usual while it does. */
    private static final int APART = Buckets.PER_HOUR;

    /** A sample stands for fifteen minutes. */
    static final int STEP = 3;

    private static final double MOST_DEVIATIONS = 3;
    private static final int TIMES_DRAWN_IN = 2;

    /** Room for the samples of a week. */
    static double[] room() {
        return new double[Buckets.PER_WEEK / STEP + 1];
    }

    /** What was usual before {@code bucket}. */
    static Baseline before(long bucket, Tally counts, Rhythm rhythm, double[] room) {
        long from = Math.max(counts.start(), bucket - APART - Buckets.PER_WEEK);
        long to = bucket - APART;
        int many = 0;
        for (long at = from; at < to; at += STEP) {
            room[many++] = counts.sum(at) / rhythm.at(at) / Math.min(Buckets.WINDOW, at - counts.start() + 1);
        }
        return of(room, many);
    }

    private static Baseline of(double[] samples, int many) {
        if (many == 0) {
            return new Baseline(0, 0, 0);
        }
        double mean = mean(samples, many, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        double deviation = deviation(samples, many, mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        for (int time = 0; time < TIMES_DRAWN_IN; time++) {
            double low = mean - MOST_DEVIATIONS * deviation;
            double high = mean + MOST_DEVIATIONS * deviation;
            mean = mean(samples, many, low, high);
            deviation = deviation(samples, many, mean, low, high);
        }
        return new Baseline(many, mean, deviation);
    }

    private static double mean(double[] samples, int many, double low, double high) {
        double sum = 0;
        for (int i = 0; i < many; i++) {
            sum += Math.min(high, Math.max(low, samples[i]));
        }
        return sum / many;
    }

    private static double deviation(double[] samples, int many, double mean, double low, double high) {
        double sum = 0;
        for (int i = 0; i < many; i++) {
            double apart = Math.min(high, Math.max(low, samples[i])) - mean;
            sum += apart * apart;
        }
        return Math.sqrt(sum / many);
    }

    /** Counts are uneven by themselves, all the more the fewer they are. */
    double unit() {
        return deviation + 0.05 * Math.sqrt(mean) + 1e-9;
    }
}
