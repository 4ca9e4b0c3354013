package org.parvis.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends entries to the ledger, many callers at a time, one durable commit per group of callers.
 *
 * <p>{@link #append} blocks until the entries are committed; it may be called from any number of (virtual) threads.
 * A group goes to the database as one call of one SQL function, which takes the ledger's lock, numbers the entries
 * and commits. Writers of other processes take turns through that lock, so there is no leader to elect, and nothing
 * to hand over when a process dies.
 *
 * <p>The writer borrows two connections at the first append and keeps them, so that callers who hold connections of
 * their own cannot starve it; the second is used while a whole group waits. Entries are not part of any transaction of
 * the caller.
 */
public final class LedgerWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LedgerWriter.class);

    private final DataSource dataSource;
    private final LedgerSignal signal;
    private final WriterLimits limits;
    private final Combiner combiner;

    private volatile @Nullable Trouble trouble;

    private final List<Lane> lanes;

    private volatile boolean borrowed;

    public LedgerWriter(DataSource dataSource, LedgerSignal signal) {
        this(dataSource, signal, WriterLimits.standard());
    }

    public LedgerWriter(DataSource dataSource, LedgerSignal signal, WriterLimits limits) {
        this.dataSource = dataSource;
        this.signal = signal;
        this.limits = limits;
        this.combiner = new Combiner(limits);
        this.lanes = Stream.generate(Lane::new).limit(Combiner.LANES).toList();
    }

    /**
     * Appends all of {@code entries}, or none. Returns when they are durable.
     *
     * @throws SequenceConflict when an aggregate has moved on
     * @throws CommandAlreadyRecorded when the command has had its effect on the aggregate before
     * @throws AppendRefused when the database cannot store the entries, for instance a character that text cannot hold
     * @throws LedgerUnavailable when the database cannot be reached; nothing was recorded
     * @throws AppendOutcomeUnknown when the connection broke in the commit and did not come back in time
     */
    public Appended append(List<NewEntry> entries) {
        if (entries.size() > WriterLimits.MAX_REQUEST_ENTRIES) {
            throw new IllegalArgumentException("One append takes at most " + WriterLimits.MAX_REQUEST_ENTRIES
                    + " entries, not " + entries.size() + "; nothing was recorded");
        }
        var request =
                new AppendRequest(entries, System.nanoTime() + limits.patience().toNanos());
        if (request.size > WriterLimits.MAX_REQUEST_BYTES) {
            throw new IllegalArgumentException("One append takes at most " + WriterLimits.MAX_REQUEST_BYTES
                    + " bytes, not " + request.size + "; nothing was recorded");
        }
        combiner.submit(request, this::write);
        return request.outcome();
    }

    /** Lets the appends under way finish, refuses new ones, and closes the connection. */
    @Override
    public void close() {
        combiner.close();
        lanes.forEach(Lane::close);
    }

    /** How many callers wait to be taken into a group. */
    public int waitingRequests() {
        return combiner.waiting();
    }

    /** What the database said when it last took nothing, unless that is longer ago or it has taken something since. */
    public Optional<String> trouble(Duration within) {
        var last = trouble;
        return last == null || System.nanoTime() - last.at() > within.toNanos()
                ? Optional.empty()
                : Optional.of(last.said());
    }

    private record Trouble(String said, long at) {}

    private void write(int lane, List<AppendRequest> group) {
        var attempts = new ArrayDeque<Attempt>();
        attempts.add(new Attempt(lanes.get(lane), group));
        boolean interrupted = false;
        for (Attempt attempt = attempts.peek(); attempt != null; attempt = attempts.peek()) {
            attempt.run();
            interrupted |= Thread.interrupted();
            if (attempt.finished()) {
                attempts.remove();
                attempts.addAll(attempt.apart());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the connections of all lanes while the pool is sure to have some: a lane that opens under load may wait for it. */
    private void borrowOnce() throws SQLException {
        if (borrowed) {
            return;
        }
        synchronized (lanes) {
            if (!borrowed) {
                for (Lane lane : lanes) {
                    lane.open();
                }
                borrowed = true;
            }
        }
    }

    /** A connection that only the leader of the moment touches; passing the lead publishes it. */
    private final class Lane {

        private @Nullable AppendConnection connection;

        AppendConnection connection() throws SQLException {
            borrowOnce();
            return open();
        }

        AppendConnection open() throws SQLException {
            if (connection == null) {
                connection = new AppendConnection(dataSource);
            }
            return connection;
        }

        void abandon() {
            if (connection != null) {
                connection.abandon();
                connection = null;
            }
        }

        void close() {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        }
    }

    /** Whether the server itself said that the statement failed, and so was rolled back. */
    private static boolean definitelyFailed(SQLException e) {
        return e instanceof PSQLException p
                && p.getServerErrorMessage() != null
                && "ERROR".equals(p.getServerErrorMessage().getSeverity());
    }

    /** Whether the failure comes from what was sent (a duplicate event id, a bad value) and not from the server's state. */
    private static boolean causedByContent(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    /** One group's way to its outcomes, through lost connections. */
    private final class Attempt {

        private final Lane lane;
        private List<AppendRequest> open;
        private List<Attempt> apart = List.of();
        private boolean sent;
        private int failures;

        Attempt(Lane lane, List<AppendRequest> group) {
            this.lane = lane;
            open = group;
        }

        boolean finished() {
            return open.isEmpty();
        }

        /** The requests to try again one by one, because one of them spoiled the group. */
        List<Attempt> apart() {
            return apart;
        }

        void run() {
            try {
                AppendConnection current = lane.connection();
                if (sent) {
                    settleRecorded(current);
                }
                if (!open.isEmpty()) {
                    boolean repeated = sent;
                    sent = true;
                    long head = current.append(open);
                    if (repeated) {
                        settleRefusedByOurselves(current);
                    }
                    open = List.of();
                    trouble = null;
                    signal.advancedTo(head);
                }
            } catch (SQLException e) {
                if (!causedByContent(e)) {
                    trouble = new Trouble(String.valueOf(e.getMessage()), System.nanoTime());
                }
                failed(e);
            } catch (RuntimeException | Error e) {
                lane.abandon();
                failAll(e);
                throw e;
            }
        }

        private void failed(SQLException e) {
            if (definitelyFailed(e)) {
                if (open.size() > 1 && causedByContent(e)) {
                    apart = open.stream()
                            .map(request -> new Attempt(lane, List.of(request)))
                            .toList();
                } else {
                    String message = "The ledger did not take the append, nothing was recorded: " + e.getMessage();
                    for (AppendRequest request : open) {
                        request.refused(
                                causedByContent(e) ? new AppendRefused(message, e) : new LedgerUnavailable(message, e));
                    }
                }
                open = List.of();
                return;
            }
            log.warn("The ledger's connection was lost ({}); trying again", e.getMessage());
            lane.abandon();
            failures++;
            var patient = new ArrayList<AppendRequest>();
            for (AppendRequest request : open) {
                if (request.deadline - System.nanoTime() > 0) {
                    patient.add(request);
                } else if (sent) {
                    request.refused(new AppendOutcomeUnknown(request.entries, e));
                } else {
                    request.refused(new LedgerUnavailable("The ledger cannot be reached; nothing was recorded", e));
                }
            }
            open = patient;
            if (!open.isEmpty()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(1_000, 20L << Math.min(failures, 6))));
            }
        }

        /** After a lost connection: whatever is in the ledger was recorded by our earlier attempt. */
        private void settleRecorded(AppendConnection current) throws SQLException {
            Map<AppendRequest, Long> positions = current.recorded(open);
            var missing = new ArrayList<AppendRequest>();
            for (AppendRequest request : open) {
                Long first = positions.get(request);
                if (first == null) {
                    missing.add(request);
                } else {
                    request.recorded(first);
                    signal.advancedTo(first + request.entries.size() - 1);
                }
            }
            open = missing;
        }

        /** The earlier attempt may have committed between our question and our second attempt. */
        private void settleRefusedByOurselves(AppendConnection current) throws SQLException {
            List<AppendRequest> all = open;
            open = all.stream().filter(AppendRequest::wasRefused).toList();
            if (!open.isEmpty()) {
                settleRecorded(current);
            }
        }

        private void failAll(Throwable cause) {
            for (AppendRequest request : open) {
                if (!request.settled()) {
                    request.refused(
                            sent
                                    ? new AppendOutcomeUnknown(request.entries, cause)
                                    : new LedgerUnavailable("The append was not sent; nothing was recorded", cause));
                }
            }
            open = List.of();
        }
    }
}
