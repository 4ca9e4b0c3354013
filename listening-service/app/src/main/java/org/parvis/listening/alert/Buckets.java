package org.parvis.listening.alert;

import java.time.Duration;
import java.time.Instant;

/** Time cut into pieces of five minutes, counted from 1970. */
final class Buckets {

    static final int MINUTES = 5;
    static final int PER_HOUR = 60 / MINUTES;
    static final int PER_DAY = 24 * PER_HOUR;
    static final int PER_WEEK = 7 * PER_DAY;

    /** What is looked at when something is judged: two hours. */
    static final int WINDOW = 2 * PER_HOUR;

    private Buckets() {}

    static long of(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), Duration.ofMinutes(MINUTES).toSeconds());
    }

    static long ofMinute(long minute) {
        return Math.floorDiv(minute, MINUTES);
    }

    static Instant start(long bucket) {
        return Instant.ofEpochSecond(bucket * Duration.ofMinutes(MINUTES).toSeconds());
    }
}
