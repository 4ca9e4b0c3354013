package org.parvis.crm.sql;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Lets a read model catch up with what somebody just did before they look at it again. It gives up after a moment and shows the older state
 * rather than keep anybody waiting, so nothing but convenience may depend on it.
 */
public final class ReadYourWrites {

    private static final long PAUSE_MILLIS = 5;

    private ReadYourWrites() {}

    public static void await(Duration atMost, BooleanSupplier caughtUp) {
        var end = System.nanoTime() + atMost.toNanos();
        while (!caughtUp.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
