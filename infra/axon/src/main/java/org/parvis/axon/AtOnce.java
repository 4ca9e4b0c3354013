package org.parvis.axon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Some at a time, so that they share the ledger's commits. */
final class AtOnce {

    private static final int AT_ONCE = 32;

    private AtOnce() {}

    /** Returns when all have ended, with their answers in their order; a failure is told then. */
    static <T> List<@Nullable T> all(Collection<? extends Callable<@Nullable T>> tasks) {
        var limit = new Semaphore(AT_ONCE);
        var running = new ArrayList<Future<@Nullable T>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var task : tasks) {
                limit.acquireUninterruptibly();
                running.add(threads.submit(() -> {
                    try {
                        return task.call();
                    } finally {
                        limit.release();
                    }
                }));
            }
        }
        var answers = new ArrayList<@Nullable T>();
        running.forEach(one -> answers.add(await(one)));
        return answers;
    }

    private static <T> @Nullable T await(Future<@Nullable T> one) {
        try {
            return one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while commands were running; they are sent again", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
