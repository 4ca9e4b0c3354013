package org.parvis.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * Lets callers who wait at the same time share one trip to the database: one of them leads, the others follow.
 *
 * <p>A lone caller leads itself, on its own thread. A leader runs one group, which holds its own request, and passes
 * the lead to the oldest request still waiting; nobody works for others for ever, and nothing polls. A group never
 * holds two requests for one aggregate, so requests in a group cannot conflict with each other.
 *
 * <p>There are two lanes. The second is taken only when a whole group waits behind the first, as in an import: its
 * group is made, sent and unpacked while the database still writes the one before. Fewer callers share one lane,
 * because two half groups cost more than a whole one.
 */
final class Combiner {

    static final int LANES = 2;

    private final WriterLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final ArrayDeque<AppendRequest> waiting = new ArrayDeque<>();
    private final ArrayDeque<Integer> freeLanes = new ArrayDeque<>(LANES);
    private long waitingBytes;
    private int waitingEntries;
    private boolean closed;

    Combiner(WriterLimits limits) {
        this.limits = limits;
        for (int lane = 0; lane < LANES; lane++) {
            freeLanes.addLast(lane);
        }
    }

    /** Returns when {@code own} is settled, having perhaps run a group, in a lane of its own, with {@code work}. */
    void submit(AppendRequest own, BiConsumer<Integer, List<AppendRequest>> work) {
        enqueue(own);
        boolean interrupted = awaitTurn(own);
        if (own.leading()) {
            run(own, work);
        } else {
            own.passOn();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses new requests and waits for those under way. */
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            while (freeLanes.size() < LANES) {
                idle.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(AppendRequest own) {
        lock.lock();
        try {
            while (!closed && full(own)) {
                room.awaitUninterruptibly();
            }
            if (closed) {
                throw new IllegalStateException("The ledger writer is closed; nothing was recorded");
            }
            waiting.addLast(own);
            waitingBytes += own.size;
            waitingEntries += own.entries.size();
            takeFreeLane();
        } finally {
            lock.unlock();
        }
    }

    private boolean full(AppendRequest own) {
        return !waiting.isEmpty()
                && (waiting.size() >= limits.waitingRequests() || waitingBytes + own.size > limits.waitingBytes());
    }

    /**
     * Parks until the request is done or must lead. An interrupt cannot take back what may already be in a commit, so
     * it is only remembered.
     */
    private static boolean awaitTurn(AppendRequest own) {
        boolean interrupted = false;
        while (own.waiting()) {
            LockSupport.park(own);
            interrupted |= Thread.interrupted();
        }
        // A virtual thread that starts socket I/O while interrupted would lose the connection for the whole group.
        boolean justNow = Thread.interrupted();
        return interrupted || justNow;
    }

    private void run(AppendRequest own, BiConsumer<Integer, List<AppendRequest>> work) {
        List<AppendRequest> group = takeGroup(own);
        try {
            work.accept(own.lane(), group);
        } finally {
            new Wave(own.lane(), group).reached(0);
        }
    }

    /**
     * Tells the callers of a group that they may go on. Waking sixty threads takes longer than their commit, so each one
     * that wakes wakes two more.
     *
     * <p>The lead is passed when half of them are awake: those can be back with their next entries, so that the next
     * group is not a half one, and nobody waits for the slowest thread.
     */
    final class Wave {

        private final int lane;
        private final List<AppendRequest> group;
        private final AtomicInteger awake = new AtomicInteger();

        Wave(int lane, List<AppendRequest> group) {
            this.lane = lane;
            this.group = group;
        }

        void reached(int place) {
            for (int next = 2 * place + 1; next <= 2 * place + 2 && next < group.size(); next++) {
                group.get(next).finish(this, next);
            }
            if (awake.incrementAndGet() == (group.size() + 1) / 2) {
                passLead(lane);
            }
        }
    }

    /** The leader's own request, which waits no longer, and what fits beside it, oldest first. */
    private List<AppendRequest> takeGroup(AppendRequest own) {
        var group = new ArrayList<AppendRequest>();
        group.add(own);
        var aggregates = new HashSet<>(own.aggregates);
        int entries = own.entries.size();
        long bytes = own.size;
        lock.lock();
        try {
            for (Iterator<AppendRequest> i = waiting.iterator(); i.hasNext(); ) {
                AppendRequest request = i.next();
                if (entries + request.entries.size() > limits.groupEntries()
                        || bytes + request.size > limits.groupBytes()) {
                    break;
                }
                boolean free = true;
                for (String aggregate : request.aggregates) {
                    free &= aggregates.add(aggregate);
                }
                if (free) {
                    group.add(request);
                    i.remove();
                    left(request);
                    entries += request.entries.size();
                    bytes += request.size;
                }
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
        return group;
    }

    private void passLead(int lane) {
        lock.lock();
        try {
            freeLanes.addFirst(lane);
            takeFreeLane();
            if (freeLanes.size() == LANES) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the oldest request lead, when nobody does, or when what waits fills a group. */
    private void takeFreeLane() {
        boolean worthALane = freeLanes.size() == LANES
                || waitingEntries >= limits.groupEntries()
                || waitingBytes >= limits.groupBytes();
        if (!waiting.isEmpty() && !freeLanes.isEmpty() && worthALane) {
            AppendRequest next = waiting.removeFirst();
            left(next);
            next.lead(freeLanes.removeFirst());
        }
    }

    private void left(AppendRequest request) {
        waitingBytes -= request.size;
        waitingEntries -= request.entries.size();
    }
}
