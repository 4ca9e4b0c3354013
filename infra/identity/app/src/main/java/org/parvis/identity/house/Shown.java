package org.parvis.identity.house;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits a moment until a read model shows what was just done, so that whoever did it finds it there. When it takes longer, it is done all
 * the same: the entry is in the ledger before this is called.
 */
public final class Shown {

    private static final long AT_MOST = TimeUnit.SECONDS.toNanos(1);
    private static final long BETWEEN_MILLIS = 10;

    private Shown() {}

    public static void soon(BooleanSupplier shown) {
        var end = System.nanoTime() + AT_MOST;
        try {
            while (!shown.getAsBoolean() && System.nanoTime() < end) {
                Thread.sleep(BETWEEN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
