package org.parvis.identity.password;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.parvis.boot.Busy;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Where hashes of passwords are computed: on a few threads of their own, fewer than there are processors, because each takes long and much
 * memory by design. Requests run on virtual threads, which let others go on only where they wait; who computes there stops everybody. Whoever
 * comes from one place takes half of the line at most, however many addresses they have there.
 */
@Component
final class Hashing implements AutoCloseable {

    private static final String BUSY = "PASSWORDS_BUSY";
    private static final int MOST_AT_ONCE = 4;
    private static final int LINE = 60;

    /** Shorter than the gateway waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final ThreadPoolExecutor threads;
    private final int mostOfOnePlace;
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

    @Autowired
    Hashing() {
        this(Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_AT_ONCE), LINE);
    }

    Hashing(int atOnce, int line) {
        mostOfOnePlace = Math.max(1, line / 2);
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(line),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
    }

    /**
     * @param place where whoever asks for it comes from
     * @throws Busy when too many wait already, or it takes too long; nothing came of it
     */
    <R> R compute(String place, Callable<R> hash) {
        if (waiting.merge(place, 1, Integer::sum) > mostOfOnePlace) {
            leave(place);
            throw new Busy(BUSY);
        }
        try {
            return compute(hash);
        } finally {
            leave(place);
        }
    }

    private void leave(String place) {
        waiting.computeIfPresent(place, (known, many) -> many == 1 ? null : many - 1);
    }

    private <R> R compute(Callable<R> hash) {
        try {
            var computed = threads.submit(hash);
            try {
                return computed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                // Nobody waits for it any more.
                computed.cancel(false);
            }
        } catch (RejectedExecutionException | TimeoutException e) {
            throw new Busy(BUSY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a password was looked at", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password's hash cannot be computed", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
