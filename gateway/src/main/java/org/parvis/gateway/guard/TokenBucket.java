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
    Duration take(long now) {
        return take(now, 1);
    }

    /** Takes so many, or as many as there can be at most, if they are there; otherwise says how long to wait for them. */
    synchronized Duration take(long now, double many) {
        var wanted = Math.min(many, capacity);
        tokens = Math.min(capacity, tokens + Math.max(0, now - filledAt) / NANOS * perSecond);
        filledAt = Math.max(filledAt, now);
        if (tokens >= wanted) {
            tokens -= wanted;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((wanted - tokens) / perSecond * NANOS));
    }
}
