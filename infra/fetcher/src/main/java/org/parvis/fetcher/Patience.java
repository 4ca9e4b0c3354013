package org.parvis.fetcher;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long somebody waits for what is asked outside on their behalf: all that a call asks, one after the other and of whichever
 * {@link Fetcher}, has that time together. What cannot be had in it ends as {@link FailureKind#TIMEOUT}.
 */
public final class Patience {

    private static final ScopedValue<Deadline> END = ScopedValue.newInstance();

    private Patience() {}

    public static <T> T within(Duration whole, Supplier<T> call) {
        return ScopedValue.where(END, new Deadline(System::nanoTime, whole)).call(call::get);
    }

    /** What may still be used of a limit. */
    static Duration left(Duration limit) {
        if (!END.isBound()) {
            return limit;
        }
        var left = Duration.ofNanos(END.get().remainingNanos());
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
