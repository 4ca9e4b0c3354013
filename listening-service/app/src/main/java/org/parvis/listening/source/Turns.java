package org.parvis.listening.source;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One call of a source at a time, and few of all sources: a backlog waits where it is, and the others go on being served. */
final class Turns {

    private final Semaphore all;
    private final Duration patience;
    private final Map<String, Semaphore> bySource = new ConcurrentHashMap<>();

    Turns(int atOnce, Duration patience) {
        this.all = new Semaphore(atOnce);
        this.patience = patience;
    }

    /** Until it is closed it is nobody else's. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty when others had theirs for too long. */
    Optional<Turn> of(String sourceId) {
        var own = bySource.computeIfAbsent(sourceId, id -> new Semaphore(1));
        if (!isFree(own)) {
            return Optional.empty();
        }
        if (!isFree(all)) {
            own.release();
            return Optional.empty();
        }
        return Optional.of(() -> {
            all.release();
            own.release();
        });
    }

    private boolean isFree(Semaphore turn) {
        try {
            return turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
