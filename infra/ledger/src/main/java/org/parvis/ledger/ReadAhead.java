package org.parvis.ledger;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the next page while the one before is worked on, so that a long read keeps both the database and the reader busy. At most one
 * page is ahead. Not for use by several threads at once.
 */
final class ReadAhead<P> {

    /** Threads of the platform: a virtual one parks at each of the hundred pieces in which a page arrives. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("ledger-read-ahead-", 0).factory());

    private record Fetch<P>(long after, FutureTask<P> page) {}

    private final LongFunction<P> read;
    private @Nullable Fetch<P> ahead;

    ReadAhead(LongFunction<P> read) {
        this.read = read;
    }

    /** Starts to fetch what comes after {@code after}. */
    void prepare(long after) {
        prepare(after, page -> {});
    }

    /**
     * Starts to fetch what comes after {@code after}.
     *
     * @param then what can be done to the page beyond fetching it; the reader does not wait for that
     */
    void prepare(long after, Consumer<P> then) {
        var page = new FutureTask<>(() -> read.apply(after));
        ahead = new Fetch<>(after, page);
        THREADS.execute(() -> {
            page.run();
            if (page.state() == Future.State.SUCCESS) {
                then.accept(page.resultNow());
            }
        });
    }

    /** The page after {@code after}, prepared or not; what went wrong on the way goes wrong here. */
    P after(long after) {
        var fetch = ahead;
        ahead = null;
        if (fetch == null || fetch.after != after) {
            return read.apply(after);
        }
        try {
            return fetch.page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("The ledger was being read when the reader was told to stop", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
