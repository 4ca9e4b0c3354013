package org.parvis.gateway.guard;

import java.time.Duration;

/** Lets through a number at once, and from then on as many per second as drip in. */
final class TokenBucket {

    private static final double NANOS = 1_000_000_000.0;

    private final double perSecond;
    private final double capacity;
    private double tokens;
    private long filledAt;

    /** @param now in nanoseconds of a clock that never goes back */
    TokenBucket(double perSecond, double capacity, long now) {
        this.perSecond = perSecond;
        this.capacity = capacity;
        this.tokens = capacity;
        this.filledAt = now;
    }

    /** Takes one if there is one; otherwise says how long to wait for it. */
    synchronized Duration take(long now) {
        tokens = Math.min(capacity, tokens + Math.max(0, now - filledAt) / NANOS * perSecond);
        filledAt = Math.max(filledAt, now);
        if (tokens >= 1) {
            tokens--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * NANOS));
    }
}
