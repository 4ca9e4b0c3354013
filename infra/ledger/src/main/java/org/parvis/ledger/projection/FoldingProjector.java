package org.parvis.ledger.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a projection up to date, page by page: reads the entries of its types, folds them in memory, and writes the
 * result together with its new position in one transaction.
 *
 * <p>Exactly once, also with several replicas: whoever moves the position first wins, the other writes nothing. While
 * a page is folded and written the next one is already being read.
 *
 * @param <S> see {@link Fold}
 */
public final class FoldingProjector<S> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FoldingProjector.class);
    private static final int SMALLEST_PAGE = 250;
    private static final int FIRST_PAGE = 4_000;

    /**
     * Pages are made smaller when one takes longer than this, so that a transaction stays short. A live projection lags
     * no more for it: its pages hold what has come in meanwhile.
     */
    private static final long LONGEST_PAGE = Duration.ofMillis(800).toNanos();

    private static final Duration SAFETY_NET = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(2);

    private final String name;
    private final Fold<S> fold;
    private final DataSource dataSource;
    private final LedgerReader reader;
    private final LedgerSignal signal;
    private final ProjectionPosition stored;
    private int pageSize = FIRST_PAGE;
    private volatile long position = -1;
    private volatile @Nullable Thread thread;
    private volatile @Nullable RuntimeException trouble;

    /**
     * @param name never changes: it is the key of the position
     * @param dataSource of the service that owns the projection's rows
     */
    public FoldingProjector(
            String name, Fold<S> fold, DataSource dataSource, LedgerReader reader, LedgerSignal signal) {
        this.name = name;
        this.fold = fold;
        this.dataSource = dataSource;
        this.reader = reader;
        this.signal = signal;
        this.stored = new ProjectionPosition(name);
    }

    /** Follows the ledger in the background until closed. */
    public void start() {
        Thread starting =
                Thread.ofPlatform().daemon().name("projection-" + name).unstarted(this::follow);
        thread = starting;
        starting.start();
    }

    @Override
    public void close() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Everything up to here is projected; -1 before the first look. */
    public long position() {
        return position;
    }

    /** Why the projection does not move on at the moment, if it does not. */
    public Optional<RuntimeException> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Removes the projection's rows and starts again from the first entry; {@link #catchUp} or the thread does the rest. */
    public synchronized void rebuild() {
        inTransaction(connection -> {
            fold.clear(connection);
            stored.reset(connection);
            return true;
        });
        position = 0;
    }

    /** Projects everything that is in the ledger by now; returns the position reached. */
    public synchronized long catchUp() {
        long from = inTransaction(stored::read);
        position = from;
        int size = pageSize;
        Page page = reader.read(from, size, fold.eventTypes());
        while (true) {
            FutureTask<Page> ahead = page.full() ? readAhead(page.scannedTo(), size) : null;
            long started = System.nanoTime();
            if (page.scannedTo() > from) {
                if (!project(page.entries(), from, page.scannedTo())) {
                    // Another replica was quicker; go on from where it is.
                    return position;
                }
                from = page.scannedTo();
            }
            if (ahead == null) {
                return from;
            }
            size = adapt(size, page.entries().size(), System.nanoTime() - started);
            page = await(ahead);
        }
    }

    private void follow() {
        while (thread == Thread.currentThread()) {
            try {
                long reached = catchUp();
                trouble = null;
                signal.awaitBeyond(reached, SAFETY_NET);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (thread != Thread.currentThread()) {
                    return;
                }
                RuntimeException before = trouble;
                if (before == null || !Objects.equals(before.getMessage(), e.getMessage())) {
                    log.error("Projection {} does not move on: {}", name, e.getMessage(), e);
                }
                trouble = e;
                try {
                    Thread.sleep(PAUSE_AFTER_TROUBLE);
                } catch (InterruptedException i) {
                    return;
                }
            }
        }
    }

    private boolean project(List<Entry> entries, long from, long to) {
        try {
            return projectWhole(entries, from, to);
        } catch (FoldFailed e) {
            throw e;
        } catch (RuntimeException e) {
            if (entries.isEmpty()) {
                throw e;
            }
            return projectOneByOne(entries, from, to);
        }
    }

    private boolean projectWhole(List<Entry> entries, long from, long to) {
        S state = fold.begin();
        entries.forEach(entry -> fold.fold(state, entry));
        boolean moved = inTransaction(connection -> {
            if (!stored.move(connection, from, to)) {
                return false;
            }
            if (!entries.isEmpty()) {
                fold.write(state, connection);
            }
            return true;
        });
        position = moved ? to : inTransaction(stored::read);
        return moved;
    }

    /** Something in the page does not go in; all before it must, and it must be named. */
    private boolean projectOneByOne(List<Entry> entries, long from, long to) {
        long at = from;
        for (Entry entry : entries) {
            try {
                if (!projectWhole(List.of(entry), at, entry.position())) {
                    return false;
                }
            } catch (RuntimeException e) {
                throw new FoldFailed(name, entry.position(), e);
            }
            at = entry.position();
        }
        return at == to || projectWhole(List.of(), at, to);
    }

    private int adapt(int size, int entries, long nanos) {
        if (nanos > LONGEST_PAGE) {
            pageSize = Math.max(SMALLEST_PAGE, size / 2);
        } else if (entries == size && nanos < LONGEST_PAGE / 2) {
            pageSize = Math.min(LedgerReader.MAX_PAGE, size * 2);
        }
        return pageSize;
    }

    /** On a thread of the platform: a virtual one parks at each of the thousand pieces in which a page arrives. */
    private FutureTask<Page> readAhead(long after, int size) {
        var task = new FutureTask<>(() -> reader.read(after, size, fold.eventTypes()));
        Thread.ofPlatform().daemon().name("projection-" + name + "-reader").start(task);
        return task;
    }

    private static Page await(FutureTask<Page> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The projection is being stopped");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e.getCause());
        }
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Projection " + name + " could not be written: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
