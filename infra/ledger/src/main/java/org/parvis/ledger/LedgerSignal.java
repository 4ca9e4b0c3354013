package org.parvis.ledger;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells the readers of this process that the ledger has grown.
 *
 * <p>The writer raises it after each commit, {@link LedgerListener} after commits of other processes. It is a hint: a
 * reader that misses one is late, never wrong.
 */
public final class LedgerSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long head;

    /** The highest position this process has heard of. */
    public long head() {
        return head;
    }

    /** Says that entries up to {@code position} are committed. */
    public void advancedTo(long position) {
        lock.lock();
        try {
            if (position <= head) {
                return;
            }
            head = position;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }

    /** Waits until an entry beyond {@code position} is known; false when the time is over first. */
    public boolean awaitBeyond(long position, Duration atMost) throws InterruptedException {
        if (head > position) {
            return true;
        }
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (head <= position) {
                if (left <= 0) {
                    return false;
                }
                left = grown.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code listener} (quick, not blocking) after each growth until the returned handle is closed. */
    public Subscription onGrowth(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Ends a subscription. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
