package org.parvis.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * An endless stream of the ledger's events for one reader, of all or of some event types.
 *
 * <p>Far from the end it reads pages of thousands from the database, at the end it shares what {@link RecentEvents}
 * has read. Between them it sleeps on the {@link LedgerSignal}. Not for use by several threads at once.
 */
final class LedgerStream implements TrackingEventStream {

    private static final int PAGE = 2_000;

    /** A filtered stream reports progress at most this often, unless it has passed many entries. */
    private static final long PROGRESS_INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);

    private static final long PROGRESS_ENTRIES = 500;
    private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(5);

    private final LedgerStorageEngine engine;
    private final RecentEvents recent;
    private final LedgerSignal signal;
    private final Set<String> eventTypes;
    private final MessagePages pages;
    private final ArrayDeque<TrackedEventMessage<?>> ready = new ArrayDeque<>();
    private final AtomicBoolean hungry = new AtomicBoolean();
    private LedgerSignal.@Nullable Subscription subscription;
    private long scanned;
    private long reported;
    private long reportedAt = System.nanoTime() - PROGRESS_INTERVAL;
    private boolean caughtUp;
    private volatile boolean closed;

    LedgerStream(
            LedgerStorageEngine engine, RecentEvents recent, LedgerSignal signal, Set<String> eventTypes, long after) {
        this.engine = engine;
        this.recent = recent;
        this.signal = signal;
        this.eventTypes = Set.copyOf(eventTypes);
        this.pages = engine.messages(PAGE, this.eventTypes);
        this.scanned = after;
        this.reported = after;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return hasNextAvailable() ? Optional.of(ready.getFirst()) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (true) {
            if (fill()) {
                return true;
            }
            long left = end - System.nanoTime();
            if (left <= 0 || closed) {
                return false;
            }
            signal.awaitBeyond(scanned, Duration.ofNanos(Math.min(left, LONGEST_SLEEP)));
        }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.MINUTES)) {
            if (closed) {
                throw new NoSuchElementException("The stream is closed");
            }
        }
        TrackedEventMessage<?> next = ready.removeFirst();
        reported = LedgerStorageEngine.position(next.trackingToken());
        return next;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        unsubscribe();
        subscription = signal.onGrowth(() -> {
            if (hungry.compareAndSet(true, false)) {
                callback.run();
            }
        });
        callback.run();
        return true;
    }

    @Override
    public void close() {
        closed = true;
        unsubscribe();
    }

    private void unsubscribe() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    private boolean fill() {
        hungry.set(false);
        boolean more = true;
        while (ready.isEmpty() && more && !closed) {
            more = fetch();
        }
        if (ready.isEmpty()) {
            reportProgress();
        }
        if (ready.isEmpty()) {
            hungry.set(true);
            // Whatever was committed before the flag was up did not run the callback.
            if (signal.head() > scanned && hungry.compareAndSet(true, false)) {
                return fill();
            }
        }
        return !ready.isEmpty();
    }

    /** Looks further once; true when there may be more to look at. */
    private boolean fetch() {
        if (caughtUp) {
            RecentEvents.Batch batch = recent.after(scanned, eventTypes, PAGE);
            if (batch != null) {
                ready.addAll(batch.messages());
                scanned = batch.scannedTo();
                return batch.full();
            }
            caughtUp = false;
        }
        MessagePages.MessagePage page = pages.after(scanned);
        ready.addAll(page.messages());
        scanned = page.end();
        caughtUp = !page.full();
        return page.full();
    }

    private void reportProgress() {
        if (scanned <= reported) {
            return;
        }
        boolean due = scanned - reported >= PROGRESS_ENTRIES || System.nanoTime() - reportedAt >= PROGRESS_INTERVAL;
        if (due) {
            reportedAt = System.nanoTime();
            ready.addAll(List.of(new GenericTrackedEventMessage<>(
                    new GlobalSequenceTrackingToken(scanned),
                    GenericEventMessage.asEventMessage(new LedgerProgress(scanned)))));
        }
    }
}
