package org.parvis.ledger.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.ledger.Entries.ofType;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerDatabase;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerWriter;

class FoldingProjectorIT {

    private final LedgerDatabase database = LedgerDatabase.create();
    private final LedgerSignal signal = new LedgerSignal();
    private final LedgerWriter writer = new LedgerWriter(database.service(), signal);
    private final LedgerReader reader = new LedgerReader(database.service());

    @BeforeEach
    void createTable() {
        database.execute(
                database.superuser(),
                "create schema reports authorization service",
                "create table reports.sent (aggregate text primary key, entries bigint not null)",
                "alter table reports.sent owner to service");
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void countsEveryEntryOfItsTypeOnceAndMovesPastTheOthers() {
        write(5_000);
        var projector = projector(new Counting());
        assertThat(projector.catchUp()).isEqualTo(5_000);
        assertCounted(2_500);
        assertThat(projector.catchUp()).isEqualTo(5_000);
        assertCounted(2_500);
        writer.append(List.of(ofType("Drafted", "other", 0)));
        assertThat(projector.catchUp())
                .describedAs("nothing to count, yet it moves on")
                .isEqualTo(5_001);
        assertThat(database.number("select position from ledger.projection where name = 'reports.sent'"))
                .isEqualTo(5_001);
    }

    @Test
    void rebuildsToTheSameRows() {
        write(3_000);
        var projector = projector(new Counting());
        projector.catchUp();
        database.execute(database.service(), "update reports.sent set entries = 0");
        projector.rebuild();
        assertThat(database.number("select count(*) from reports.sent")).isZero();
        projector.catchUp();
        assertCounted(1_500);
    }

    @Test
    void severalReplicasCountEachEntryOnce() throws Exception {
        write(4_000);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replicas = new ArrayList<Future<?>>();
            for (int i = 0; i < 4; i++) {
                var projector = projector(new Counting());
                replicas.add(threads.submit(() -> {
                    while (projector.catchUp() < 4_000) {
                        Thread.onSpinWait();
                    }
                }));
            }
            for (Future<?> replica : replicas) {
                replica.get();
            }
        }
        assertCounted(2_000);
    }

    @Test
    void losesAndDoublesNothingWhenAWriteFails() {
        write(3_000);
        var fold = new Counting();
        var projector = projector(fold);
        fold.failWrites = true;
        assertThatThrownBy(projector::catchUp).hasMessageContaining("disk full");
        assertThat(database.number("select count(*) from reports.sent")).isZero();
        fold.failWrites = false;
        projector.catchUp();
        assertCounted(1_500);
    }

    @Test
    void stopsBeforeAnEntryItCannotFoldAndNamesIt() {
        write(1_000);
        var fold = new Counting();
        fold.poison = 700;
        var projector = projector(fold);
        assertThatThrownBy(projector::catchUp)
                .isInstanceOfSatisfying(
                        FoldFailed.class,
                        failed -> assertThat(failed.position()).isEqualTo(700));
        assertCounted(349);
        fold.poison = 0;
        projector.catchUp();
        assertCounted(500);
    }

    @Test
    void followsTheLedgerWhileItGrows() throws Exception {
        try (var projector = projector(new Counting())) {
            projector.start();
            write(400);
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (projector.position() < 400) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(5);
            }
        }
        assertCounted(200);
    }

    private void write(int entries) {
        for (int start = 0; start < entries; start += 500) {
            int from = start;
            writer.append(LongStream.range(from, Math.min(entries, from + 500))
                    .mapToObj(i -> ofType(i % 2 == 0 ? "Drafted" : "Sent", "post-" + i % 20, i / 20))
                    .toList());
        }
    }

    private void assertCounted(long total) {
        assertThat(database.number("select coalesce(sum(entries), 0) from reports.sent"))
                .isEqualTo(total);
    }

    private FoldingProjector<Map<String, Long>> projector(Counting fold) {
        return new FoldingProjector<>("reports.sent", fold, database.service(), reader, signal);
    }

    private static final class Counting implements Fold<Map<String, Long>> {

        private volatile boolean failWrites;
        private volatile long poison;

        @Override
        public Set<String> eventTypes() {
            return Set.of("Sent");
        }

        @Override
        public Map<String, Long> begin() {
            return new HashMap<>();
        }

        @Override
        public void fold(Map<String, Long> counts, Entry entry) {
            if (entry.position() == poison) {
                throw new IllegalArgumentException("cannot read this");
            }
            counts.merge(entry.aggregateId(), 1L, Long::sum);
        }

        @Override
        public void write(Map<String, Long> counts, Connection connection) throws SQLException {
            try (var upsert = connection.prepareStatement("insert into reports.sent as s (aggregate, entries)"
                    + " select * from unnest(?::text[], ?::bigint[])"
                    + " on conflict (aggregate) do update set entries = s.entries + excluded.entries")) {
                upsert.setArray(
                        1, connection.createArrayOf("text", counts.keySet().toArray()));
                upsert.setArray(
                        2, connection.createArrayOf("bigint", counts.values().toArray()));
                upsert.executeUpdate();
            }
            if (failWrites) {
                throw new SQLException("disk full");
            }
        }

        @Override
        public void clear(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("truncate reports.sent");
            }
        }
    }
}
