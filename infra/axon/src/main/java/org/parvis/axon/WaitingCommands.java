package org.parvis.axon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.parvis.axon.projection.BatchEnd;

/** Commands that wait for the end of a batch of events: then many go at once and share the ledger's commits. */
final class WaitingCommands implements BatchEnd.Writer {

    private static final int AT_ONCE = 32;

    private final Map<String, List<Runnable>> bySubject = new LinkedHashMap<>();

    /** @param subject whatever is sent about it keeps its order */
    void add(String subject, Runnable sending) {
        bySubject.computeIfAbsent(subject, s -> new ArrayList<>()).add(sending);
    }

    /** Returns when all have their answer. */
    @Override
    public void write() {
        if (bySubject.isEmpty()) {
            return;
        }
        var limit = new Semaphore(AT_ONCE);
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sendings : bySubject.values()) {
                limit.acquireUninterruptibly();
                running.add(threads.submit(() -> {
                    try {
                        sendings.forEach(Runnable::run);
                    } finally {
                        limit.release();
                    }
                }));
            }
        } finally {
            bySubject.clear();
        }
        running.forEach(WaitingCommands::await);
    }

    private static void await(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while commands were running; they are sent again", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void forget() {
        bySubject.clear();
    }
}
