package org.parvis.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.parvis.ledger.EventFormat;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.ledger.LedgerWriter;
import org.parvis.ledger.TimeOrderedIdentifiers;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Imports a fixed number of events in batches, each batch durable before its importer makes the next (goals 4 and 5).
 *
 * <p>Every side serializes its events, and has the same number of importers, each with a connection where it needs one.
 */
final class ImportBenchmark {

    private static final int BATCH = 1_000;
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /** Makes one batch durable. */
    private interface Importer {
        void take(List<DomainEventMessage<MentionCollected>> batch) throws Exception;
    }

    private final Database database;
    private final int importers;
    private final int events;
    private final Serializer serializer = Jackson3Serializer.builder().build();

    ImportBenchmark(Database database, int importers, int events) {
        this.database = database;
        this.importers = importers;
        this.events = events;
    }

    Rounds.Measured ledger() throws Exception {
        database.emptyLedger();
        long before = database.number("select count(*) from ledger.entry");
        try (var writer = new LedgerWriter(database.dataSource(), new LedgerSignal())) {
            var engine = new LedgerStorageEngine(
                    writer, new LedgerReader(database.dataSource()), database.dataSource(), EventFormat.of(serializer));
            Rounds.Measured measured = measure(number -> engine::appendEvents);
            long missing = before + rounded() - database.number("select max(position) from ledger.entry");
            if (missing != 0) {
                throw new IllegalStateException(missing + " entries are missing");
            }
            return measured;
        }
    }

    /** @param rewrite whether the driver joins the batch into few statements, a setting that is off unless asked for */
    Rounds.Measured axonJdbc(boolean rewrite) throws Exception {
        database.emptyAxon(serializer);
        try (HikariDataSource pool = database.pool(importers, rewrite)) {
            return measure(number -> {
                Connection connection = pool.getConnection();
                connection.setAutoCommit(false);
                var engine = AppendBenchmark.axonEngine(() -> AppendBenchmark.unclosable(connection), serializer);
                return batch -> {
                    engine.appendEvents(batch);
                    connection.commit();
                };
            });
        }
    }

    /** Bare binary COPY of the same columns and bytes under the same keys: no order among importers, no hash, no conflict answer. */
    Rounds.Measured copy() throws Exception {
        String table = "raw_entry";
        database.emptyCopyTarget(table);
        var positions = new AtomicLong(database.number("select coalesce(max(position), 0) from " + table));
        try (HikariDataSource pool = database.pool(importers)) {
            return measure(number -> {
                Connection connection = pool.getConnection();
                connection.setAutoCommit(true);
                var rows = new CopyRows(table);
                return batch -> {
                    rows.begin();
                    long position = positions.getAndAdd(batch.size());
                    for (var event : batch) {
                        var payload = event.serializePayload(serializer, byte[].class);
                        var metadata = event.serializeMetaData(serializer, byte[].class);
                        rows.add(++position, event, payload.getType().getName(), payload.getData(), metadata.getData());
                    }
                    rows.send(connection);
                };
            });
        }
    }

    private int rounded() {
        return events / (BATCH * importers) * BATCH * importers;
    }

    private interface Connect {
        Importer importer(int number) throws SQLException;
    }

    private Rounds.Measured measure(Connect connect) throws Exception {
        var ready = new ArrayList<Importer>();
        for (int number = 0; number < importers; number++) {
            ready.add(connect.importer(number));
        }
        int each = rounded() / importers;
        double cpu = database.cpuMicros();
        long start = System.nanoTime();
        try (var pool = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var running = new ArrayList<Future<Long>>();
            for (int number = 0; number < importers; number++) {
                Importer importer = ready.get(number);
                int seed = number;
                Callable<Long> work = () -> run(importer, seed, each);
                running.add(pool.submit(work));
            }
            for (Future<Long> one : running) {
                one.get();
            }
        }
        long nanos = System.nanoTime() - start;
        return new Rounds.Measured(rounded() * 1e9 / nanos, (database.cpuMicros() - cpu) / rounded());
    }

    private static long run(Importer importer, int seed, int count) throws Exception {
        var random = new SplittableRandom(seed);
        long done = 0;
        while (done < count) {
            var batch = new ArrayList<DomainEventMessage<MentionCollected>>(BATCH);
            String aggregate = "";
            for (int i = 0; i < BATCH; i++) {
                if (i % 10 == 0) {
                    aggregate = TimeOrderedIdentifiers.next().toString();
                }
                batch.add(new GenericDomainEventMessage<>(
                        "Mention", aggregate, i % 10, MentionCollected.random(random, done + i)));
            }
            importer.take(batch);
            done += BATCH;
        }
        return done;
    }

    /** Rows in PostgreSQL's binary COPY format, made in one buffer that is used again. */
    private static final class CopyRows {

        private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
        private final byte[] leaf = new byte[32];
        private final String copy;
        private ByteBuffer rows = ByteBuffer.allocate(4 << 20);

        CopyRows(String table) {
            copy = "copy " + table + " (position, sequence, recorded_at, event_id, leaf, aggregate_type, aggregate_id,"
                    + " event_type, revision, command_id, payload, metadata) from stdin (format binary)";
        }

        void begin() {
            rows.clear();
            rows.put(SIGNATURE).putInt(0).putInt(0);
        }

        void add(long position, DomainEventMessage<?> event, String type, byte[] payload, byte[] metadata) {
            if (rows.remaining() < payload.length + metadata.length + 4_096) {
                rows = ByteBuffer.allocate(rows.capacity() * 2).put(rows.flip());
            }
            UUID id = UUID.fromString(event.getIdentifier());
            rows.putShort((short) 12);
            rows.putInt(8).putLong(position);
            rows.putInt(8).putLong(event.getSequenceNumber());
            rows.putInt(8)
                    .putLong(Duration.between(POSTGRES_EPOCH, event.getTimestamp())
                                    .toNanos()
                            / 1_000);
            rows.putInt(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
            bytes(leaf);
            text(event.getType());
            text(event.getAggregateIdentifier());
            text(type);
            rows.putInt(-1);
            rows.putInt(-1);
            bytes(payload);
            bytes(metadata);
        }

        private void text(String text) {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        private void bytes(byte[] bytes) {
            rows.putInt(bytes.length).put(bytes);
        }

        void send(Connection connection) throws SQLException {
            rows.putShort((short) -1);
            CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
            in.writeToCopy(rows.array(), 0, rows.position());
            in.endCopy();
        }
    }
}
