package org.parvis.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the signal when another process has written: listens for the database's notifications, and looks at the head
 * now and then in case one was lost.
 *
 * <p>Keeps one connection for as long as it lives.
 */
public final class LedgerListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LedgerListener.class);
    private static final Duration SAFETY_NET = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final LedgerSignal signal;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Connection open;

    public LedgerListener(DataSource dataSource, LedgerSignal signal) {
        this.dataSource = dataSource;
        this.signal = signal;
        this.thread = Thread.ofVirtual().name("ledger-listener").start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        Connection connection = open;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It is gone already.
            }
        }
        LockSupport.unpark(thread);
    }

    private void run() {
        int failures = 0;
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                open = connection;
                listen(connection);
                failures = 0;
            } catch (SQLException e) {
                if (!closed) {
                    failures++;
                    log.warn("Listening for new entries was interrupted ({}); trying again", e.getMessage());
                    LockSupport.parkNanos(
                            TimeUnit.MILLISECONDS.toNanos(Math.min(5_000, 100L << Math.min(failures, 6))));
                }
            } finally {
                open = null;
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        PGConnection notifications = connection.unwrap(PGConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen parvis_ledger");
            while (!closed) {
                // Also the first thing after connecting: what was committed in between was not notified.
                try (var head = statement.executeQuery("select coalesce(max(position), 0) from ledger.entry")) {
                    head.next();
                    signal.advancedTo(head.getLong(1));
                }
                PGNotification[] received;
                do {
                    received = notifications.getNotifications((int) SAFETY_NET.toMillis());
                    if (received != null && received.length > 0) {
                        signal.advancedTo(Long.parseLong(received[received.length - 1].getParameter()));
                    }
                } while (received != null && received.length > 0 && !closed);
            }
        }
    }
}
