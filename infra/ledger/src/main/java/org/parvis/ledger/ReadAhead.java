package org.parvis.ledger;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the next stretches while the one before is worked on, so that a long read keeps both the database and the reader busy. What is
 * fetched is also worked on, as far as it can be, as long as nothing is left to fetch: a processor that waits is lost.
 *
 * <p>At most {@value #AHEAD} stretches are ahead, and nothing is before a full one has come: who follows the end of the ledger causes no
 * reading ahead. A reader who stops leaves nothing behind but what was fetched by then. Not for use by several threads at once.
 */
final class ReadAhead<S extends ReadAhead.Stretch> {

    /** Some of what is read. */
    interface Stretch {

        /** Where the next one goes on. */
        long end();

        /** Whether there may be a next one. */
        boolean full();

        /** Does a small part of what the reader would have to do; false when there is nothing to do. */
        default boolean workAhead() {
            return false;
        }
    }

    static final int AHEAD = 2;

    /** Threads of the platform: a virtual one parks at each of the hundred pieces in which a page arrives. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("ledger-read-ahead-", 0).factory());

    private final LongFunction<S> read;
    private @Nullable Chain chain;

    ReadAhead(LongFunction<S> read) {
        this.read = read;
    }

    /** What comes after {@code after}, fetched already or not; what went wrong on the way goes wrong here. */
    S after(long after) {
        var known = chain;
        S stretch;
        if (known != null && known.taken == after) {
            stretch = known.take();
        } else {
            if (known != null) {
                known.drop();
            }
            chain = null;
            stretch = read.apply(after);
            known = stretch.full() ? new Chain(stretch.end()) : null;
        }
        if (known != null) {
            known.taken = stretch.end();
            known.start();
        }
        chain = stretch.full() ? known : null;
        return stretch;
    }

    /** Stretches that follow each other. */
    private final class Chain implements Runnable {

        private final ArrayDeque<S> waiting = new ArrayDeque<>(AHEAD);
        private long taken;
        private long next;
        private boolean running;
        private boolean ended;
        private @Nullable RuntimeException failure;

        Chain(long next) {
            this.next = next;
        }

        synchronized void start() {
            if (!running && hasRoom()) {
                running = true;
                THREADS.execute(this);
            }
        }

        synchronized void drop() {
            ended = true;
            waiting.clear();
        }

        synchronized S take() {
            start();
            while (waiting.isEmpty()) {
                RuntimeException trouble = failure;
                if (trouble != null) {
                    // Whoever asks again has it tried again.
                    failure = null;
                    throw trouble;
                }
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new LedgerUnavailable("The ledger was being read when the reader was told to stop", e);
                }
            }
            return waiting.removeFirst();
        }

        @Override
        public void run() {
            while (goesOn()) {
                if (isWanted()) {
                    fetch();
                }
            }
        }

        private void fetch() {
            try {
                S stretch = read.apply(next);
                came(stretch);
            } catch (RuntimeException e) {
                failed(e);
            } catch (Error e) {
                failed(new IllegalStateException(e));
            }
        }

        private synchronized void came(S stretch) {
            if (!ended) {
                waiting.addLast(stretch);
                next = stretch.end();
                ended = !stretch.full();
                notifyAll();
            }
        }

        private synchronized void failed(RuntimeException trouble) {
            failure = trouble;
            notifyAll();
        }

        /** True when there is something to fetch, or something was done; otherwise the thread is given back. */
        private boolean goesOn() {
            if (isWanted()) {
                return true;
            }
            for (S stretch : fetched()) {
                if (stretch.workAhead()) {
                    return true;
                }
            }
            synchronized (this) {
                running = hasRoom();
                return running;
            }
        }

        private synchronized boolean isWanted() {
            return hasRoom();
        }

        private boolean hasRoom() {
            return !ended && failure == null && waiting.size() < AHEAD;
        }

        private synchronized List<S> fetched() {
            return List.copyOf(waiting);
        }
    }
}
