package org.parvis.boot;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits a moment until a read model shows what was just done, so that whoever did it finds it there. When it takes longer, it is done all
 * the same: the entry is in the ledger before this is called, so nothing but convenience may depend on it.
 */
public final class Shown {

    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Shown() {}

    /** True when it is shown, false when somebody has waited long enough. */
    public static boolean soon(BooleanSupplier shown) {
        return within(A_MOMENT, shown);
    }

    /** As {@link #soon}, for what may take longer than a moment. */
    public static boolean within(Duration atMost, BooleanSupplier shown) {
        var end = System.nanoTime() + atMost.toNanos();
        try {
            while (!shown.getAsBoolean()) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
