package org.parvis.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.Entry;
import org.parvis.ledger.EventFormat;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.ledger.LedgerWriter;
import org.parvis.ledger.TimeOrderedIdentifiers;
import org.parvis.ledger.projection.Fold;
import org.parvis.ledger.projection.FoldingProjector;
import org.postgresql.PGStatement;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rebuilds a reporting table (mentions and summed tone per brand and hour) from all events (goals 7 and 8).
 *
 * <p>The same events on both sides, the same table, and the same rows at the end, which is checked each time.
 */
final class RebuildBenchmark implements AutoCloseable {

    private static final int BATCH = 1_000;
    private static final int BY_HAND_PAGE = 5_000;

    private final Database database;
    private final int events;
    private final HikariDataSource pool;
    private long begin;
    private long axonBegin;
    private final Serializer serializer = Jackson3Serializer.builder().build();

    RebuildBenchmark(Database database, int events) throws SQLException {
        this.database = database;
        this.events = events;
        this.pool = database.pool(10);
        fill();
    }

    @Override
    public void close() {
        pool.close();
    }

    int events() {
        return events;
    }

    /** The position before the first of the events; what lies before it is only there to be in the way. */
    long begin() {
        return begin;
    }

    /** The same place for Axon's engine, whose tokens remember gaps; null where its table holds nothing else. */
    @Nullable
    TrackingToken axonBegin() {
        return axonBegin < 0 ? null : GapAwareTrackingToken.newInstance(axonBegin, Set.of());
    }

    /** The projector that services use. */
    Rounds.Measured folding() throws Exception {
        clearTable();
        var projector = new FoldingProjector<>(
                "benchmark.brand_hour", new BrandHours(), pool, new LedgerReader(pool), new LedgerSignal());
        projector.rebuild();
        database.execute("update ledger.projection set position = " + begin + " where name = 'benchmark.brand_hour'");
        double cpu = database.cpuMicros();
        long start = System.nanoTime();
        projector.catchUp();
        double rate = events * 1e9 / (System.nanoTime() - start);
        double used = (database.cpuMicros() - cpu) / events;
        checkTable();
        return new Rounds.Measured(rate, used);
    }

    /** What somebody in a hurry would write by hand: pages of what is needed, the same sums, one upsert per page and the position. */
    Rounds.Measured byHand() throws Exception {
        clearTable();
        var sums = new BrandHours();
        double cpu = database.cpuMicros();
        long start = System.nanoTime();
        long after = begin;
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement page = connection.prepareStatement(
                            "select position, payload from ledger.entry where position > ? and event_type = ?"
                                    + " order by position limit " + BY_HAND_PAGE);
                    PreparedStatement position = connection.prepareStatement(
                            "insert into ledger.projection values ('by-hand', ?) on conflict (name) do update"
                                    + " set position = excluded.position")) {
                page.unwrap(PGStatement.class).setPrepareThreshold(-1);
                for (long rows = BY_HAND_PAGE; rows == BY_HAND_PAGE; ) {
                    Map<Key, Sums> state = sums.begin();
                    page.setLong(1, after);
                    page.setString(2, MentionCollected.class.getName());
                    rows = 0;
                    try (var result = page.executeQuery()) {
                        while (result.next()) {
                            after = result.getLong(1);
                            sums.add(state, result.getBytes(2));
                            rows++;
                        }
                    }
                    sums.write(state, connection);
                    position.setLong(1, after);
                    position.executeUpdate();
                    connection.commit();
                }
            } finally {
                connection.setAutoCommit(true);
            }
        }
        double rate = events * 1e9 / (System.nanoTime() - start);
        double used = (database.cpuMicros() - cpu) / events;
        checkTable();
        return new Rounds.Measured(rate, used);
    }

    /**
     * Axon's pooled processor with an upsert per event, token and rows in one transaction. One segment: with several,
     * upserts of the same rows in different order end in deadlocks.
     */
    Rounds.Measured axon(int batchSize) throws Exception {
        clearTable();
        database.execute("drop table if exists tokenentry");
        var connections = new ThreadConnections(pool);
        var tokens = JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .build();
        connections.inTransaction(() -> tokens.createSchema(PostgresTokenTableFactory.INSTANCE));
        var source =
                EmbeddedEventStore.builder().storageEngine(engine(connections)).build();
        ScheduledExecutorService coordinator = Executors.newScheduledThreadPool(1);
        ScheduledExecutorService workers = Executors.newScheduledThreadPool(1);
        var processor = PooledStreamingEventProcessor.builder()
                .name("benchmark")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new UpsertingHandler(connections))
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(source)
                .tokenStore(tokens)
                .transactionManager(connections)
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .initialSegmentCount(1)
                .initialToken(stream -> axonBegin < 0 ? stream.createTailToken() : axonBegin())
                .batchSize(batchSize)
                .build();
        double cpu = database.cpuMicros();
        long start = System.nanoTime();
        processor.start();
        try {
            awaitRows();
            double rate = events * 1e9 / (System.nanoTime() - start);
            double used = (database.cpuMicros() - cpu) / events;
            checkTable();
            return new Rounds.Measured(rate, used);
        } finally {
            processor.shutDown();
            source.shutDown();
            workers.shutdown();
            coordinator.shutdown();
        }
    }

    private void fill() throws SQLException {
        database.emptyLedger();
        database.emptyAxon(serializer);
        begin = database.number("select coalesce(max(position), 0) from ledger.entry");
        axonBegin = database.number("select coalesce(max(globalindex), -1) from domainevententry");
        database.execute(
                "drop table if exists brand_hour",
                "create table brand_hour (brand text, hour timestamptz, mentions bigint not null, tone numeric not null,"
                        + " primary key (brand, hour))");
        var random = new SplittableRandom(1);
        var connections = new ThreadConnections(pool);
        JdbcEventStorageEngine axon = engine(connections);
        String prefix = TimeOrderedIdentifiers.next() + "-";
        try (var writer = new LedgerWriter(pool, new LedgerSignal())) {
            var ledger = new LedgerStorageEngine(writer, new LedgerReader(pool), pool, EventFormat.of(serializer));
            for (int start = 0; start < events; start += BATCH) {
                var batch = new ArrayList<GenericDomainEventMessage<MentionCollected>>();
                for (int i = start; i < Math.min(events, start + BATCH); i++) {
                    batch.add(new GenericDomainEventMessage<>(
                            "Mention", prefix + i / 10, i % 10, MentionCollected.random(random, i)));
                }
                ledger.appendEvents(batch);
                connections.inTransaction(() -> axon.appendEvents(batch));
            }
        }
        database.execute("vacuum analyze ledger.entry", "vacuum analyze domainevententry", "checkpoint");
    }

    private JdbcEventStorageEngine engine(ThreadConnections connections) {
        PersistenceExceptionResolver duplicates =
                exception -> exception instanceof SQLException e && "23505".equals(e.getSQLState());
        return JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(connections)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .persistenceExceptionResolver(duplicates)
                .batchSize(BATCH)
                .build();
    }

    private void clearTable() throws SQLException {
        database.execute("truncate brand_hour", "checkpoint");
    }

    private void awaitRows() throws SQLException, InterruptedException {
        try (Connection connection = pool.getConnection();
                PreparedStatement sum =
                        connection.prepareStatement("select coalesce(sum(mentions), 0) from brand_hour")) {
            long rows = 0;
            while (rows < events) {
                Thread.sleep(20);
                try (var result = sum.executeQuery()) {
                    result.next();
                    rows = result.getLong(1);
                }
            }
        }
    }

    /** Compares with what the database itself makes of the stored events. */
    private void checkTable() throws SQLException {
        long wrong = database.number("""
                select count(*) from (
                  select j ->> 'brand' as brand, date_trunc('hour', (j ->> 'at')::timestamptz, 'UTC') as hour,
                         count(*) as mentions, sum((j ->> 'tone')::numeric) as tone
                    from (select convert_from(payload, 'UTF8')::jsonb as j from ledger.entry where position > BEGIN) e
                   group by 1, 2) expected
                full join brand_hour b using (brand, hour)
                where b.mentions is distinct from expected.mentions or b.tone is distinct from expected.tone""".replace("BEGIN", Long.toString(begin)));
        if (wrong != 0) {
            throw new IllegalStateException(wrong + " rows of the projection are wrong");
        }
    }

    /** One row per event. */
    private record UpsertingHandler(ThreadConnections connections) {

        @EventHandler
        void on(MentionCollected mention) throws SQLException {
            try (PreparedStatement upsert = connections
                    .getConnection()
                    .prepareStatement("insert into brand_hour as b (brand, hour, mentions, tone) values (?, ?, 1, ?)"
                            + " on conflict (brand, hour) do update set mentions = b.mentions + 1,"
                            + " tone = b.tone + excluded.tone")) {
                upsert.setString(1, mention.brand());
                upsert.setTimestamp(2, Timestamp.from(mention.at().truncatedTo(ChronoUnit.HOURS)));
                upsert.setBigDecimal(3, BigDecimal.valueOf(mention.tone()));
                upsert.executeUpdate();
            }
        }
    }

    private record Key(String brand, Instant hour) {}

    private static final class Sums {
        private long mentions;
        private long hundredths;
    }

    /** A page's sums, written with one statement. */
    private static final class BrandHours implements Fold<Map<Key, Sums>> {

        private final ObjectReader json = JsonMapper.builder().build().readerFor(MentionCollected.class);

        @Override
        public Set<String> eventTypes() {
            return Set.of(MentionCollected.class.getName());
        }

        @Override
        public Map<Key, Sums> begin() {
            return new HashMap<>();
        }

        @Override
        public void fold(Map<Key, Sums> page, Entry entry) {
            add(page, entry.payload());
        }

        void add(Map<Key, Sums> page, byte[] payload) {
            MentionCollected mention = json.readValue(payload);
            Sums sums = page.computeIfAbsent(
                    new Key(mention.brand(), mention.at().truncatedTo(ChronoUnit.HOURS)), key -> new Sums());
            sums.mentions++;
            sums.hundredths += Math.round(mention.tone() * 100);
        }

        @Override
        public void write(Map<Key, Sums> page, Connection connection) throws SQLException {
            String[] brands = new String[page.size()];
            long[] hours = new long[page.size()];
            long[] mentions = new long[page.size()];
            long[] hundredths = new long[page.size()];
            int row = 0;
            for (var sums : page.entrySet()) {
                brands[row] = sums.getKey().brand();
                hours[row] = sums.getKey().hour().getEpochSecond();
                mentions[row] = sums.getValue().mentions;
                hundredths[row] = sums.getValue().hundredths;
                row++;
            }
            try (PreparedStatement upsert = connection.prepareStatement("""
                    insert into brand_hour as b (brand, hour, mentions, tone)
                    select brand, to_timestamp(hour), mentions, hundredths::numeric / 100
                      from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                             as n(brand, hour, mentions, hundredths)
                    on conflict (brand, hour) do update
                       set mentions = b.mentions + excluded.mentions, tone = b.tone + excluded.tone""")) {
                upsert.setArray(1, connection.createArrayOf("text", brands));
                upsert.setObject(2, hours);
                upsert.setObject(3, mentions);
                upsert.setObject(4, hundredths);
                upsert.executeUpdate();
            }
        }

        @Override
        public void clear(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("truncate brand_hour");
            }
        }
    }

    /** The connection of the thread's transaction for all that Axon does in it; a plain one otherwise. */
    private static final class ThreadConnections implements ConnectionProvider, TransactionManager {

        private final DataSource pool;

        @SuppressWarnings("ThreadLocalUsage") // one per pool, gone with it
        private final ThreadLocal<Connection> current = new ThreadLocal<>();

        ThreadConnections(DataSource pool) {
            this.pool = pool;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection own = current.get();
            if (own == null) {
                return pool.getConnection();
            }
            return AppendBenchmark.unclosable(own);
        }

        void inTransaction(Runnable work) {
            Transaction transaction = startTransaction();
            try {
                work.run();
                transaction.commit();
            } catch (RuntimeException e) {
                transaction.rollback();
                throw e;
            }
        }

        @Override
        public Transaction startTransaction() {
            if (current.get() != null) {
                return new Ended(null);
            }
            try {
                Connection connection = pool.getConnection();
                connection.setAutoCommit(false);
                current.set(connection);
                return new Ended(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private final class Ended implements Transaction {

            private final @Nullable Connection connection;

            Ended(@Nullable Connection connection) {
                this.connection = connection;
            }

            @Override
            public void commit() {
                end(true);
            }

            @Override
            public void rollback() {
                end(false);
            }

            private void end(boolean commit) {
                if (connection == null) {
                    return;
                }
                current.remove();
                try (connection) {
                    if (commit) {
                        connection.commit();
                    } else {
                        connection.rollback();
                    }
                    connection.setAutoCommit(true);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
