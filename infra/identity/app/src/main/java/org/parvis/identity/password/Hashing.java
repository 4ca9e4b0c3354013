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
 * Where hashes of passwords are computed: on a few threads of their own, because each takes long and much memory by design. Requests run on virtual threads, which let others go on only where they wait; who computes there stops everybody.
 *
 * <p>Strangers have fewer threads than there are processors. Whoever is known has a line and one thread apart, which no crowd at the door reaches. In both nobody takes more than a part: of strangers
 * those from one place half of their line, however many addresses they have there, of the known each a quarter of theirs.
 */
@Component
final class Hashing implements AutoCloseable {

    private static final String BUSY = "PASSWORDS_BUSY";
    private static final int MOST_AT_ONCE = 4;
    private static final int OF_STRANGERS = 40;
    private static final int OF_KNOWN = 20;

    /** Shorter than the gateway waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Line strangers;
    private final Line known;

    @Autowired
    Hashing() {
        this(Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_AT_ONCE), OF_STRANGERS, OF_KNOWN);
    }

    Hashing(int atOnce, int ofStrangers, int ofKnown) {
        strangers = new Line("password-", atOnce, ofStrangers, Math.max(1, ofStrangers / 2));
        known = new Line("known-password-", 1, ofKnown, Math.max(1, ofKnown / 4));
    }

    /**
     * For somebody who is known nowhere yet.
     *
     * @param place where they come from
     * @throws Busy when too many wait already, or it takes too long; nothing came of it
     */
    <R> R compute(String place, Callable<R> hash) {
        return strangers.compute(place, hash);
    }

    /**
     * For a member whose browser is known, or who is in already; for an automation too.
     *
     * @throws Busy as above, by what other known ones do only
     */
    <R> R computeForKnown(String who, Callable<R> hash) {
        return known.compute(who, hash);
    }

    /** Some wait, some are computed; of one key a part at most. */
    private static final class Line {

        private final ThreadPoolExecutor threads;
        private final int mostOfOne;
        private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

        Line(String name, int atOnce, int length, int mostOfOne) {
            this.mostOfOne = mostOfOne;
            this.threads = new ThreadPoolExecutor(
                    atOnce,
                    atOnce,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(length),
                    Thread.ofPlatform().name(name, 0).daemon().factory());
        }

        <R> R compute(String key, Callable<R> hash) {
            if (waiting.merge(key, 1, Integer::sum) > mostOfOne) {
                leave(key);
                throw new Busy(BUSY);
            }
            try {
                return compute(hash);
            } finally {
                leave(key);
            }
        }

        private void leave(String key) {
            waiting.computeIfPresent(key, (same, many) -> many == 1 ? null : many - 1);
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
    }

    @Override
    public void close() {
        strangers.threads.shutdownNow();
        known.threads.shutdownNow();
    }
}
