package org.parvis.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.parvis.ledger.EventFormat;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.ledger.LedgerWriter;
import org.parvis.ledger.TimeOrderedIdentifiers;

/**
 * Durable appends, one event per acknowledgement, from some clients at once (goals 1 to 3).
 *
 * <p>Each client makes aggregates of 1 to 15 events and serializes each event. Ids are time-ordered on every side.
 */
final class AppendBenchmark {

    /** Appends one client's next event durably. */
    private interface Client extends AutoCloseable {
        void append(Event event) throws SQLException;

        @Override
        void close() throws SQLException;
    }

    private record Event(String aggregate, long sequence, MentionCollected payload) {}

    private final Database database;
    private final int clients;
    private final Thread.Builder threads;
    private final long warmUp;
    private final long window;
    private final Serializer serializer = Jackson3Serializer.builder().build();

    /** {@code threads} says on which kind of thread the clients run; no kind is the best for every side. */
    AppendBenchmark(Database database, int clients, Thread.Builder threads, double seconds) {
        this.database = database;
        this.clients = clients;
        this.threads = threads;
        this.window = (long) (seconds * 1e9);
        this.warmUp = window / 3;
    }

    /** The ledger through Axon's interface: gapless, ordered, hashed, conflict and command checks. */
    Rounds.Measured ledger() throws Exception {
        database.emptyLedger();
        var signal = new LedgerSignal();
        try (var writer = new LedgerWriter(database.dataSource(), signal)) {
            var engine = new LedgerStorageEngine(
                    writer, new LedgerReader(database.dataSource()), database.dataSource(), EventFormat.of(serializer));
            Rounds.Measured measured = measure(() -> new EngineClient(engine));
            long gaps = database.ledgerGaps();
            if (gaps != 0) {
                throw new IllegalStateException("The ledger has " + gaps + " gaps");
            }
            return measured;
        }
    }

    /** Axon's own engine, one transaction per event, one connection per client. */
    Rounds.Measured axonJdbc() throws Exception {
        database.emptyAxon(serializer);
        try (HikariDataSource pool = database.pool(clients)) {
            return measure(() -> {
                try {
                    return new JdbcClient(pool.getConnection(), serializer);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    /** Bare inserts, committed one by one: no order, no proof, no conflict answer. */
    Rounds.Measured rawInsert() throws Exception {
        database.emptyRaw();
        try (HikariDataSource pool = database.pool(clients)) {
            return measure(() -> {
                try {
                    return new RawClient(pool.getConnection(), serializer);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private Rounds.Measured measure(Supplier<Client> connect) throws Exception {
        var done = new AtomicLong();
        var failures = new ArrayList<Exception>();
        var waits = new Waits();
        var ready = new CountDownLatch(clients);
        long start = System.nanoTime();
        long from = start + warmUp;
        long to = from + window;
        var started = new ArrayList<Thread>();
        for (int c = 0; c < clients; c++) {
            int number = c;
            started.add(threads.start(() -> {
                long counted = 0;
                var own = new Waits();
                try (Client client = connect.get()) {
                    ready.countDown();
                    var random = new SplittableRandom(number);
                    for (long i = 0; System.nanoTime() < to; ) {
                        String aggregate = TimeOrderedIdentifiers.next().toString();
                        int length = random.nextInt(1, 16);
                        for (int sequence = 0; sequence < length; sequence++) {
                            var event = new Event(aggregate, sequence, MentionCollected.random(random, i++));
                            long began = System.nanoTime();
                            client.append(event);
                            long now = System.nanoTime();
                            if (now >= from && now < to) {
                                counted++;
                                own.add(now - began);
                            }
                        }
                    }
                } catch (Exception e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
                done.addAndGet(counted);
                waits.addAll(own);
            }));
        }
        sleepUntil(from);
        double before = database.cpuMicros();
        sleepUntil(to);
        double used = database.cpuMicros() - before;
        for (Thread thread : started) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return new Rounds.Measured(done.get() * 1e9 / window, used / done.get(), waits.micros(0.99));
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
    }

    private static DomainEventMessage<?> message(Event event) {
        return new GenericDomainEventMessage<>("Mention", event.aggregate(), event.sequence(), event.payload());
    }

    private record EngineClient(EventStorageEngine engine) implements Client {
        @Override
        public void append(Event event) {
            engine.appendEvents(List.of(message(event)));
        }

        @Override
        public void close() {}
    }

    private static final class JdbcClient implements Client {

        private final Connection connection;
        private final JdbcEventStorageEngine engine;

        JdbcClient(Connection connection, Serializer serializer) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            this.engine = axonEngine(() -> unclosable(connection), serializer);
        }

        @Override
        public void append(Event event) throws SQLException {
            engine.appendEvents(List.of(message(event)));
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static final class RawClient implements Client {

        private final Connection connection;
        private final PreparedStatement insert;
        private final Serializer serializer;

        RawClient(Connection connection, Serializer serializer) throws SQLException {
            this.connection = connection;
            this.serializer = serializer;
            connection.setAutoCommit(true);
            this.insert = connection.prepareStatement("insert into raw_event (event_id, stream_id, version, type,"
                    + " payload, metadata) values (?, ?, ?, ?, ?, ?)");
        }

        @Override
        public void append(Event event) throws SQLException {
            var payload = serializer.serialize(event.payload(), byte[].class);
            insert.setObject(1, TimeOrderedIdentifiers.next());
            insert.setString(2, event.aggregate());
            insert.setLong(3, event.sequence());
            insert.setString(4, payload.getType().getName());
            insert.setBytes(5, payload.getData());
            insert.setBytes(6, new byte[] {'{', '}'});
            insert.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            insert.close();
            connection.close();
        }
    }

    static JdbcEventStorageEngine axonEngine(ConnectionProvider connections, Serializer serializer) {
        return JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(NoTransaction.INSTANCE)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .batchSize(1_000)
                .build();
    }

    /** The engine closes what it is given after each use; a client keeps its connection. */
    static Connection unclosable(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                AppendBenchmark.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    return method.invoke(connection, arguments);
                });
    }

    /** The client commits itself: the least overhead the engine can have. */
    private enum NoTransaction implements TransactionManager {
        INSTANCE;

        @Override
        public Transaction startTransaction() {
            return new Transaction() {
                @Override
                public void commit() {}

                @Override
                public void rollback() {}
            };
        }
    }
}
