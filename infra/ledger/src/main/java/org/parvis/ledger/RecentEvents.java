package org.parvis.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries, read and decoded once for all streams of this process that have caught up.
 *
 * <p>Dozens of processors wait at the end of the ledger; without this each would ask the database after each commit.
 * There is no thread: whoever comes first reads on, the others find it done.
 */
final class RecentEvents {

    /** Messages for a reader, and how far that takes it. */
    record Batch(List<TrackedEventMessage<?>> messages, long scannedTo, boolean full) {}

    private record Delivery(long position, String eventType, int size, List<TrackedEventMessage<?>> messages) {}

    private static final int PAGE = 1_000;
    private static final int MOST_ENTRIES = 8_000;

    /** Of payloads as they are stored; decoded they take some three times as much, and so for each service of a process. */
    static final long MOST_BYTES = Math.clamp(Runtime.getRuntime().maxMemory() / 256, 1 << 20, 8 << 20);

    private static final long SAFETY_NET = TimeUnit.SECONDS.toNanos(4);

    private final LedgerStorageEngine engine;
    private final LedgerSignal signal;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();
    private long bytes;
    private long oldest = Long.MAX_VALUE;
    private long newest = -1;
    private long lookedAt = System.nanoTime();

    RecentEvents(LedgerStorageEngine engine, LedgerSignal signal) {
        this.engine = engine;
        this.signal = signal;
    }

    /**
     * What a reader who has seen everything up to {@code position} should see next; null when that is too long ago. A reader holds what it
     * was given until it has seen to it, so that ends by weight, too.
     */
    @Nullable
    Batch after(long position, Set<String> eventTypes, int limit) {
        lock.lock();
        try {
            if (position > newest) {
                startAt(position);
            }
            if (position < oldest) {
                return null;
            }
            if (position == newest && (signal.head() > newest || System.nanoTime() - lookedAt > SAFETY_NET)) {
                readOn();
            }
            return collect(position, eventTypes, limit);
        } finally {
            lock.unlock();
        }
    }

    private void startAt(long position) {
        deliveries.clear();
        bytes = 0;
        oldest = position;
        newest = position;
    }

    private void readOn() {
        List<Entry> entries = engine.reader().read(newest, PAGE, Set.of()).entries();
        lookedAt = System.nanoTime();
        for (Entry entry : entries) {
            int size = entry.payload().length + entry.metadata().length;
            deliveries.addLast(
                    new Delivery(entry.position(), entry.eventType(), size, engine.messages(List.of(entry))));
            bytes += size;
            newest = entry.position();
        }
        while (deliveries.size() > MOST_ENTRIES || (bytes > MOST_BYTES && deliveries.size() > 1)) {
            Delivery forgotten = deliveries.removeFirst();
            bytes -= forgotten.size();
            oldest = forgotten.position();
        }
    }

    private Batch collect(long position, Set<String> eventTypes, int limit) {
        var messages = new ArrayList<TrackedEventMessage<?>>();
        long weight = 0;
        long scanned = position;
        // From the end backwards to the reader's place: readers at the end have little to pass over.
        var newer = new ArrayDeque<Delivery>();
        for (var i = deliveries.descendingIterator(); i.hasNext(); ) {
            Delivery delivery = i.next();
            if (delivery.position() <= position) {
                break;
            }
            newer.addFirst(delivery);
        }
        for (Delivery delivery : newer) {
            if (messages.size() >= limit || weight >= LedgerReader.MOST_WEIGHT) {
                return new Batch(messages, scanned, true);
            }
            if (eventTypes.isEmpty() || eventTypes.contains(delivery.eventType())) {
                messages.addAll(delivery.messages());
                weight += delivery.size();
            }
            scanned = delivery.position();
        }
        return new Batch(messages, scanned, false);
    }
}
