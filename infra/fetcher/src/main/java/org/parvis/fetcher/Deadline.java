package org.parvis.fetcher;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A moment on the monotonic clock after which nothing may happen any more; sleeping processes and clock changes do not move it. */
final class Deadline {

    private final LongSupplier nanoTime;
    private final long end;

    Deadline(LongSupplier nanoTime, Duration limit) {
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + limit.toNanos();
    }

    boolean hasPassed() {
        return remainingNanos() <= 0;
    }

    long remainingNanos() {
        return end - nanoTime.getAsLong();
    }

    /** What is left in milliseconds, at least 1 because sockets read 0 as "for ever". */
    int remainingMillis(int atMost) {
        return Math.clamp(remainingNanos() / 1_000_000, 1, atMost);
    }
}
