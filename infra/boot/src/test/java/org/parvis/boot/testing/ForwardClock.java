package org.parvis.boot.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time, which a test can push forward; never back. */
public final class ForwardClock extends Clock {

    private volatile Duration ahead;

    public ForwardClock() {
        this(Duration.ZERO);
    }

    public ForwardClock(Duration ahead) {
        this.ahead = ahead;
    }

    public void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
