package org.parvis.town.story;

import java.time.Duration;
import java.time.Instant;

/** Time inside the story: runs faster or slower than the world's, and stands still when paused. Not thread-safe. */
final class StoryClock {

    /** A machine that slept for a night must not have the whole story told at once when it wakes. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    private Duration elapsed;
    private Instant last;
    private double speed;
    private boolean paused;

    StoryClock(Duration elapsed, Instant now, double speed) {
        this.elapsed = elapsed;
        this.last = now;
        this.speed = speed;
    }

    Duration elapsed(Instant now) {
        if (!paused && now.isAfter(last)) {
            var gone = Duration.between(last, now);
            var step = gone.compareTo(LONGEST_STEP) < 0 ? gone : LONGEST_STEP;
            elapsed = elapsed.plusMillis(Math.round(step.toMillis() * speed));
        }
        last = now;
        return elapsed;
    }

    void setSpeed(double newSpeed, Instant now) {
        elapsed(now);
        speed = newSpeed;
    }

    void setPaused(boolean pause, Instant now) {
        elapsed(now);
        paused = pause;
    }

    void jumpTo(Duration later, Instant now) {
        if (elapsed(now).compareTo(later) < 0) {
            elapsed = later;
        }
    }

    double speed() {
        return speed;
    }

    boolean isPaused() {
        return paused;
    }
}
