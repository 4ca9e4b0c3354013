package org.parvis.moderation.web;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Lets a person see what they just did: a page that follows an act waits a moment for its read model. It shows the older state rather
 * than keep anybody waiting, so nothing may depend on it.
 */
public final class Settled {

    private static final long LONGEST = Duration.ofMillis(800).toNanos();
    private static final long PAUSE_MILLIS = 10;

    private Settled() {}

    /** Returns when the condition holds, or when it has waited long enough. */
    public static void waitFor(BooleanSupplier condition) {
        var end = System.nanoTime() + LONGEST;
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
