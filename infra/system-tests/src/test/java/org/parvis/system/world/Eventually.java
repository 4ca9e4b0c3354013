package org.parvis.system.world;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waiting for what happens by itself: how long it takes is not part of any test, only that it happens. */
public final class Eventually {

    private static final Duration USUAL = Duration.ofSeconds(60);

    private Eventually() {}

    /** What somebody finds at last. */
    public static <T> T find(String what, Supplier<Optional<T>> look) {
        return find(what, USUAL, look);
    }

    public static <T> T find(String what, Duration within, Supplier<Optional<T>> look) {
        var end = System.nanoTime() + within.toNanos();
        while (true) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + within + ": " + what);
            }
            pause();
        }
    }

    /** What somebody reads at last; the failure shows what was read instead. */
    public static <T> T read(String what, Supplier<T> look, Predicate<T> isIt) {
        return read(what, USUAL, look, isIt);
    }

    public static <T> T read(String what, Duration within, Supplier<T> look, Predicate<T> isIt) {
        var last = new AtomicReference<T>();
        try {
            return find(what, within, () -> {
                var seen = look.get();
                last.set(seen);
                return Optional.of(seen).filter(isIt);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; at last: " + last.get(), e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
