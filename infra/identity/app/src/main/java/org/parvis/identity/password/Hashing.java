package org.parvis.identity.password;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
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
 * memory by design. Requests run on virtual threads, which let others go on only where they wait; who computes there stops everybody.
 */
@Component
final class Hashing implements AutoCloseable {

    private static final int MOST_AT_ONCE = 4;
    private static final int LINE = 40;

    /** Shorter than the gateway waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final ThreadPoolExecutor threads;

    @Autowired
    Hashing() {
        this(Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_AT_ONCE), LINE);
    }

    Hashing(int atOnce, int line) {
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(line),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
    }

    /** @throws Busy when too many wait already, or it takes too long; nothing came of it */
    <R> R compute(Callable<R> hash) {
        try {
            var computed = threads.submit(hash);
            try {
                return computed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                // Nobody waits for it any more.
                computed.cancel(false);
            }
        } catch (RejectedExecutionException | TimeoutException e) {
            throw new Busy("PASSWORDS_BUSY");
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
