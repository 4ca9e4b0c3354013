package org.parvis.web.view;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock as it stands at one moment, for the fragment {@code clock}; the page keeps a running one up to date by itself.
 *
 * @param span left, late or taken, after the state
 * @param filled share of the time that is gone, 0 to 100
 * @param until when a paused clock goes on
 */
public record ClockFace(
        State state,
        Duration span,
        int filled,
        @Nullable Instant started,
        @Nullable Instant due,
        @Nullable Instant until) {

    /** What a clock can say. */
    public enum State {
        CALM,
        SOON,
        BREACHED,
        PAUSED,
        MET
    }

    private static final int SOON_FROM = 80;

    /** Calm until four fifths of the time are gone, then soon, then breached. */
    public static ClockFace running(Instant started, Instant due, Instant now) {
        var left = Duration.between(now, due);
        if (left.isNegative()) {
            return new ClockFace(State.BREACHED, left.negated(), 100, started, due, null);
        }
        var whole = Math.max(1, Duration.between(started, due).toSeconds());
        var gone = Math.clamp(100 - left.toSeconds() * 100 / whole, 0, 100);
        return new ClockFace(gone >= SOON_FROM ? State.SOON : State.CALM, left, gone, started, due, null);
    }

    public static ClockFace paused(Instant until) {
        return new ClockFace(State.PAUSED, Duration.ZERO, 0, null, null, until);
    }

    public static ClockFace met(Duration taken) {
        return new ClockFace(State.MET, taken, 100, null, null, null);
    }
}
