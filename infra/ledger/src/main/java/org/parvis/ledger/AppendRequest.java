package org.parvis.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One caller's entries on their way through the writer, and the caller's waiting thread. */
final class AppendRequest {

    /** Where a request wants to continue an aggregate. */
    record Claim(
            String aggregateId, long sequence, @Nullable String commandId) {}

    private enum State {
        WAITING,
        LEADING,
        DONE
    }

    final List<NewEntry> entries;
    final List<byte[]> leaves;
    final List<Claim> claims;
    final Set<String> aggregates;
    final int size;
    final long deadline;

    private final Thread caller = Thread.currentThread();
    private volatile State state = State.WAITING;
    private Combiner.@Nullable Wave wave;
    private int place;
    private int lane;
    private @Nullable Appended appended;
    private @Nullable RuntimeException refusal;

    AppendRequest(List<NewEntry> entries, long deadline) {
        this.entries = List.copyOf(entries);
        this.deadline = deadline;
        if (this.entries.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to append");
        }
        leaves = new ArrayList<>(this.entries.size());
        var first = new LinkedHashMap<List<@Nullable String>, Claim>();
        var next = new HashMap<String, Long>();
        var start = new HashMap<String, Long>();
        var ids = new HashSet<UUID>();
        int bytes = 0;
        for (NewEntry entry : this.entries) {
            Long expected = next.put(entry.aggregateId(), entry.sequence() + 1);
            if (expected == null) {
                start.put(entry.aggregateId(), entry.sequence());
            } else if (expected != entry.sequence()) {
                throw new SequenceConflict(entry.aggregateId(), entry.sequence(), expected);
            }
            if (!ids.add(entry.eventId())) {
                throw new IllegalArgumentException("The event id " + entry.eventId() + " appears twice in one append");
            }
            var key = new ArrayList<@Nullable String>(2);
            key.add(entry.aggregateId());
            key.add(entry.commandId());
            first.computeIfAbsent(
                    key,
                    k -> new Claim(
                            entry.aggregateId(), start.getOrDefault(entry.aggregateId(), 0L), entry.commandId()));
            leaves.add(Leaf.of(entry));
            bytes += entry.size();
        }
        claims = List.copyOf(first.values());
        aggregates = Set.copyOf(next.keySet());
        size = bytes;
    }

    void recorded(long firstPosition) {
        appended = new Appended(firstPosition, firstPosition + entries.size() - 1);
        refusal = null;
    }

    void refused(RuntimeException reason) {
        refusal = reason;
    }

    boolean wasRefused() {
        return refusal != null;
    }

    boolean settled() {
        return appended != null || refusal != null;
    }

    /** Makes the caller run the next group of that lane. */
    void lead(int inLane) {
        lane = inLane;
        state = State.LEADING;
        LockSupport.unpark(caller);
    }

    /** Lets the caller return with its result, after it has passed that on. */
    void finish(Combiner.Wave of, int at) {
        wave = of;
        place = at;
        state = State.DONE;
        LockSupport.unpark(caller);
    }

    /** Called by the caller itself, awake again. */
    void passOn() {
        if (wave != null) {
            wave.reached(place);
        }
    }

    /** Where this request leads. */
    int lane() {
        return lane;
    }

    boolean waiting() {
        return state == State.WAITING;
    }

    boolean leading() {
        return state == State.LEADING;
    }

    Appended outcome() {
        if (appended != null) {
            return appended;
        }
        if (refusal != null) {
            // The exception may have been made by the leader's thread; its cause tells where.
            throw refusal;
        }
        throw new IllegalStateException("The append has no outcome");
    }

    static int entryCount(List<AppendRequest> group) {
        int count = 0;
        for (AppendRequest request : group) {
            count += request.entries.size();
        }
        return count;
    }
}
