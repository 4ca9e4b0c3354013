package org.parvis.boot;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parvis.web.live.Neighbours;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what changed to the other replicas of the service, through the notifications of the database they share. Only ids travel, and
 * what is lost on the way is said to be lost: pages then look again.
 */
final class ReplicaNews implements Neighbours, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaNews.class);
    private static final Duration LOOK_UP = Duration.ofSeconds(5);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    /** A notification may have 8000 bytes. */
    private static final int LONGEST = 7_000;

    private static final int WAITING_AT_MOST = 4_096;
    private static final String LOST = "!";
    private static final String LINE = "\n";
    private static final String FIELD = "\t";

    private final DataSource dataSource;
    private final String channel;
    private final String self = UUID.randomUUID().toString();
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private final AtomicBoolean overflowed = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;
    private volatile @Nullable Connection open;

    ReplicaNews(DataSource dataSource, String service) {
        this.dataSource = dataSource;
        this.channel = "parvis_live_" + service;
    }

    @Override
    public void tell(String topic, String brandId, String item) {
        if (!waiting.offer(topic + FIELD + brandId + FIELD + item)) {
            overflowed.set(true);
        }
    }

    @Override
    public void listen(Ear ear) {
        threads.add(Thread.ofVirtual().name("replica-news-out").start(this::send));
        threads.add(Thread.ofVirtual().name("replica-news-in").start(() -> receive(ear)));
    }

    private void send() {
        while (!closed) {
            try {
                var message = next();
                try (var connection = dataSource.getConnection();
                        var statement = connection.prepareStatement("select pg_notify(?, ?)")) {
                    statement.setString(1, channel);
                    statement.setString(2, message);
                    statement.execute();
                } catch (SQLException e) {
                    overflowed.set(true);
                    rest(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** As many changes as one notification holds, each once. */
    private String next() throws InterruptedException {
        var first = waiting.take();
        var message = new StringBuilder(self);
        if (overflowed.getAndSet(false)) {
            message.append(LINE).append(LOST);
        }
        message.append(LINE).append(first);
        var length = message.toString().getBytes(StandardCharsets.UTF_8).length;
        for (var more = waiting.peek(); more != null; more = waiting.peek()) {
            length += more.getBytes(StandardCharsets.UTF_8).length + 1;
            if (length > LONGEST) {
                break;
            }
            message.append(LINE).append(waiting.take());
        }
        return message.toString();
    }

    private void receive(Ear ear) {
        var again = false;
        while (!closed) {
            try (var connection = dataSource.getConnection()) {
                open = connection;
                connection.setAutoCommit(true);
                try (var statement = connection.createStatement()) {
                    statement.execute("listen " + channel);
                }
                if (again) {
                    ear.missed();
                }
                var notifications = connection.unwrap(PGConnection.class);
                while (!closed) {
                    var received = notifications.getNotifications((int) LOOK_UP.toMillis());
                    if (received == null || received.length == 0) {
                        // A connection that is gone says nothing either.
                        try (var statement = connection.createStatement()) {
                            statement.execute("select 1");
                        }
                        continue;
                    }
                    for (var notification : received) {
                        pass(notification.getParameter(), ear);
                    }
                }
            } catch (SQLException e) {
                again = true;
                rest(e);
            } finally {
                open = null;
            }
        }
    }

    private void pass(String message, Ear ear) {
        var lines = message.split(LINE);
        if (lines[0].equals(self)) {
            return;
        }
        for (var i = 1; i < lines.length; i++) {
            var fields = lines[i].split(FIELD, -1);
            if (fields.length == 3) {
                ear.heard(fields[0], fields[1], fields[2]);
            } else {
                ear.missed();
            }
        }
    }

    private void rest(SQLException e) {
        if (closed) {
            return;
        }
        LOG.warn("News of the other replicas were interrupted ({}); trying again", e.getMessage());
        try {
            Thread.sleep(AFTER_TROUBLE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        var connection = open;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                // It is gone already.
            }
        }
        threads.forEach(Thread::interrupt);
    }
}
