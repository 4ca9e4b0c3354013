package org.parvis.fetcher;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What answers may weigh together while they are in memory, in this process. Each has an end of its own, but many that come at the same moment
 * would end a process that holds any one of them easily. Whoever has no room for the rest of an answer waits for it, as long as for the
 * answer itself; of one owner's answers there is never more than half, so that nobody fills it alone. Thread-safe.
 */
public final class Room {

    /** Several of the largest answers, of which each is in memory some times: as it came, read, and made into what it says. */
    private static final long MOST = Math.clamp(Runtime.getRuntime().maxMemory() / 16, 24 << 20, 128 << 20);

    private static final Room OF_THIS_PROCESS = new Room(MOST);

    /** So little is nobody's trouble. */
    private static final int FREE = 64 * 1024;

    private static final int STEP = 256 * 1024;
    private static final ScopedValue<Share> SHARE = ScopedValue.newInstance();

    private final long mostOfOne;
    private final Map<String, Long> byOwner = new HashMap<>();
    private long free;

    Room(long bytes) {
        this.free = bytes;
        this.mostOfOne = bytes / 2;
    }

    /**
     * Makes a call whose answers are still in use when it has them: its largest one has its room until all is over, and those that come
     * after it come into the same.
     *
     * @param owner who shares the half with it
     */
    public static <T> T sharedBy(String owner, Supplier<T> call) {
        return OF_THIS_PROCESS.shared(owner, call);
    }

    /** The same of a call that answers nothing. */
    public static void sharedBy(String owner, Runnable call) {
        OF_THIS_PROCESS.shared(owner, () -> {
            call.run();
            return true;
        });
    }

    <T> T shared(String owner, Supplier<T> call) {
        var share = new Share(this, owner);
        try {
            return ScopedValue.where(SHARE, share).call(call::get);
        } finally {
            share.giveBack();
        }
    }

    /** For one answer: a part of what somebody shares, or only until it is read. */
    static Held forAnAnswer() {
        return SHARE.isBound() ? new Held(SHARE.get(), false) : new Held(new Share(OF_THIS_PROCESS, ""), true);
    }

    /** The room of an answer that is being read. */
    static final class Held implements AutoCloseable {

        private final Share share;
        private final boolean alone;

        private Held(Share share, boolean alone) {
            this.share = share;
            this.alone = alone;
        }

        /** Waits until there is room for an answer of so many bytes. */
        void grow(long bytes, Deadline deadline) throws BrokenExchange {
            if (bytes > FREE) {
                share.grow((bytes / STEP + 1) * STEP, deadline);
            }
        }

        @Override
        public void close() {
            if (alone) {
                share.giveBack();
            }
        }
    }

    private static final class Share {

        private final Room room;
        private final String owner;
        private long held;

        Share(Room room, String owner) {
            this.room = room;
            this.owner = owner;
        }

        void grow(long bytes, Deadline deadline) throws BrokenExchange {
            synchronized (room) {
                while (bytes > held && !room.take(owner, bytes - held)) {
                    if (deadline.hasPassed()) {
                        throw new BrokenExchange(FailureKind.NO_ROOM, true, "no room for " + bytes + " bytes");
                    }
                    try {
                        room.wait(deadline.remainingMillis(1_000));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new BrokenExchange(FailureKind.NO_ROOM, true, "interrupted");
                    }
                }
                held = Math.max(held, bytes);
            }
        }

        void giveBack() {
            synchronized (room) {
                room.give(owner, held);
                held = 0;
            }
        }
    }

    private boolean take(String owner, long bytes) {
        if (bytes > free || byOwner.getOrDefault(owner, 0L) + bytes > mostOfOne) {
            return false;
        }
        free -= bytes;
        byOwner.merge(owner, bytes, Long::sum);
        return true;
    }

    private void give(String owner, long bytes) {
        free += bytes;
        byOwner.computeIfPresent(owner, (same, all) -> all == bytes ? null : all - bytes);
        notifyAll();
    }
}
