package org.parvis.publishing.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.parvis.publishing.channel.Breakers;

/**
 * Keeps us from hammering a network that is down or that asked for less: a breaker and a rate limiter per channel, asked before an attempt
 * begins. Neither ever repeats anything.
 */
public final class Throttle implements Breakers {

    private final CircuitBreakerConfig breakers;
    private final RateLimiterConfig limits;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    public Throttle(int sendsPerMinute, Duration openFor) {
        this.breakers = CircuitBreakerConfig.custom()
                .slidingWindow(20, 5, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(80)
                .waitDurationInOpenState(openFor)
                .permittedNumberOfCallsInHalfOpenState(1)
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .build();
        this.limits = RateLimiterConfig.custom()
                .limitForPeriod(Math.max(1, sendsPerMinute / 6))
                .limitRefreshPeriod(Duration.ofSeconds(10))
                .timeoutDuration(Duration.ZERO)
                .build();
    }

    private record Line(CircuitBreaker breaker, RateLimiter limiter) {}

    /** Empty when the channel may be used now, else how long to wait. Whoever may must tell {@link #reached} or {@link #missed}. */
    Optional<Duration> wait(String channelId) {
        var line = line(channelId);
        if (!line.breaker().tryAcquirePermission()) {
            return Optional.of(Duration.ofSeconds(5));
        }
        if (!line.limiter().acquirePermission()) {
            line.breaker().releasePermission();
            return Optional.of(Duration.ofSeconds(2));
        }
        return Optional.empty();
    }

    /** The network answered, whatever it said. */
    void reached(String channelId, Duration taken) {
        line(channelId).breaker().onSuccess(taken.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The network did not answer. */
    void missed(String channelId, Duration taken, String cause) {
        line(channelId).breaker().onError(taken.toNanos(), TimeUnit.NANOSECONDS, new Missed(cause));
    }

    /** The permission was not used after all. */
    void unused(String channelId) {
        line(channelId).breaker().releasePermission();
    }

    /** Whether the breaker of a channel keeps sends back at the moment. */
    @Override
    public boolean isOpen(String channelId) {
        var line = lines.get(channelId);
        return line != null && line.breaker().getState() == CircuitBreaker.State.OPEN;
    }

    private Line line(String channelId) {
        return lines.computeIfAbsent(
                channelId, id -> new Line(CircuitBreaker.of(id, breakers), RateLimiter.of(id, limits)));
    }

    /** What the breaker counts as a failure. */
    private static final class Missed extends RuntimeException {
        Missed(String cause) {
            super(cause, null, false, false);
        }
    }
}
