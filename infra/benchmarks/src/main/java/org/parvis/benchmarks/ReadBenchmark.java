package org.parvis.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.parvis.ledger.EventFormat;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.ledger.LedgerWriter;
import org.parvis.ledger.json.EventSerializer;
import org.parvis.ledger.tree.LedgerCheck;
import org.parvis.ledger.tree.Notary;
import org.parvis.ledger.tree.NoteSigner;
import org.postgresql.PGStatement;

/** Reads everything in order, with what it says (goal 6), or only to see that nothing was changed (goal 9). */
final class ReadBenchmark implements AutoCloseable {

    private static final int PAGE = 1_000;

    private final Database database;
    private final RebuildBenchmark filled;
    private final HikariDataSource pool;
    private final Serializer serializer = Jackson3Serializer.builder().build();
    /** As services use it, see EventJson in infra/axon. */
    private final Serializer ownSerializer = EventSerializer.of(Jackson3Serializer.builder(), mapper -> {});

    private final NoteSigner signer;

    /** @param filled whose events are read */
    ReadBenchmark(Database database, RebuildBenchmark filled) throws Exception {
        this.database = database;
        this.filled = filled;
        this.pool = database.pool(4);
        Path folder = Files.createTempDirectory("benchmark");
        this.signer = NoteSigner.ofLedger("benchmark.example/ledger", folder.resolve("key.pem"));
        if (filled.begin() == 0) {
            try (var notary = new Notary(pool, new LedgerSignal(), signer, Clock.systemUTC())) {
                notary.seal();
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** As services read. */
    Rounds.Measured ledger() throws Exception {
        return ledger(ownSerializer);
    }

    /** With the very serializer that the other side has. */
    Rounds.Measured ledgerAxonSerializer() throws Exception {
        return ledger(serializer);
    }

    private Rounds.Measured ledger(Serializer serializer) throws Exception {
        try (var writer = new LedgerWriter(pool, new LedgerSignal())) {
            return read(
                    new LedgerStorageEngine(writer, new LedgerReader(pool), pool, EventFormat.of(serializer)), token());
        }
    }

    Rounds.Measured axonJdbc() throws Exception {
        return read(AppendBenchmark.axonEngine(pool::getConnection, serializer), filled.axonBegin());
    }

    private Rounds.Measured read(EventStorageEngine engine, @Nullable TrackingToken begin) throws Exception {
        double cpu = database.cpuMicros();
        long start = System.nanoTime();
        long count = 0;
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(begin, false)) {
            for (var i = events.iterator(); i.hasNext(); ) {
                if (!(i.next().getPayload() instanceof MentionCollected)) {
                    throw new IllegalStateException("Not what was written");
                }
                count++;
            }
        }
        return measured(count, start, cpu);
    }

    private @Nullable TrackingToken token() {
        return filled.begin() == 0 ? null : new GlobalSequenceTrackingToken(filled.begin());
    }

    /** Every column of every row, in order, by pages, as it comes: nothing is decoded or compared. */
    Rounds.Measured rawRows() throws Exception {
        double cpu = database.cpuMicros();
        long start = System.nanoTime();
        long count = 0;
        long after = filled.begin();
        try (Connection connection = pool.getConnection();
                PreparedStatement page = connection.prepareStatement(
                        "select position, event_id, aggregate_type, aggregate_id, sequence, event_type, revision,"
                                + " recorded_at, payload, metadata, leaf, command_id"
                                + " from ledger.entry where position > ? order by position limit " + 5 * PAGE)) {
            page.unwrap(PGStatement.class).setPrepareThreshold(-1);
            for (long rows = 5 * PAGE; rows == 5 * PAGE; count += rows) {
                page.setLong(1, after);
                rows = 0;
                try (ResultSet result = page.executeQuery()) {
                    while (result.next()) {
                        after = result.getLong(1);
                        touch(result);
                        rows++;
                    }
                }
            }
        }
        return measured(count, start, cpu);
    }

    private static void touch(ResultSet row) throws SQLException {
        if (row.getObject(2) == null
                || row.getString(3) == null
                || row.getString(4) == null
                || row.getLong(5) < 0
                || row.getString(6) == null
                || row.getObject(8) == null
                || row.getBytes(9).length == 0
                || row.getBytes(10).length == 0
                || row.getBytes(11).length != 32) {
            throw new IllegalStateException("Not what was written");
        }
    }

    /** Every leaf computed again from the stored bytes, and the root over all of them compared with the signed head. */
    Rounds.Measured check() throws Exception {
        double cpu = database.cpuMicros();
        long start = System.nanoTime();
        long size = new LedgerCheck(pool, signer.key()).verify().size();
        return measured(size, start, cpu);
    }

    private Rounds.Measured measured(long count, long start, double cpu) throws Exception {
        long nanos = System.nanoTime() - start;
        if (count != filled.events()) {
            throw new IllegalStateException(count + " events instead of " + filled.events());
        }
        return new Rounds.Measured(count * 1e9 / nanos, (database.cpuMicros() - cpu) / count);
    }
}
