package org.parvis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.ledger.Entries.NOON;
import static org.parvis.ledger.Entries.at;
import static org.parvis.ledger.Entries.entry;
import static org.parvis.ledger.Entries.ofType;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerReaderIT {

    private final LedgerDatabase database = LedgerDatabase.create();
    private final LedgerWriter writer = new LedgerWriter(database.service(), new LedgerSignal());
    private final LedgerReader reader = new LedgerReader(database.service());

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void pagesThroughEverythingInOrder() {
        for (int i = 0; i < 25; i++) {
            writer.append(List.of(entry("a", i)));
        }
        var seen = new ArrayList<Long>();
        Page page = new Page(List.of(), 0, true);
        while (page.full()) {
            page = reader.read(page.scannedTo(), 10, Set.of());
            page.entries().forEach(entry -> seen.add(entry.sequence()));
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> (long) i).toList());
        assertThat(page.scannedTo()).isEqualTo(25);
    }

    @Test
    void advancesThroughEntriesThatDoNotMatch() {
        assertThat(reader.read(0, 10, Set.of("Rare"))).isEqualTo(new Page(List.of(), 0, false));
        writer.append(
                IntStream.range(0, 500).mapToObj(i -> ofType("Common", "a", i)).toList());
        writer.append(List.of(ofType("Rare", "b", 0), ofType("Common", "a", 500)));
        assertThat(reader.read(0, 10, Set.of("Never"))).isEqualTo(new Page(List.of(), 502, false));
        Page page = reader.read(0, 10, Set.of("Rare", "Never"));
        assertThat(page.entries()).extracting(Entry::position).containsExactly(501L);
        assertThat(page.scannedTo()).isEqualTo(502);
        assertThat(page.full()).isFalse();
        Page many = reader.read(0, 10, Set.of("Rare", "Common"));
        assertThat(many.scannedTo()).isEqualTo(10);
        assertThat(many.full()).isTrue();
    }

    @Test
    void readsAnAggregateFromASequenceOn() {
        writer.append(IntStream.range(0, 30).mapToObj(i -> entry("a", i)).toList());
        writer.append(List.of(entry("b", 0)));
        assertThat(reader.readAggregate("a", 28)).extracting(Entry::sequence).containsExactly(28L, 29L);
        assertThat(reader.readAggregate("a", 30)).isEmpty();
        assertThat(reader.readAggregate("a", 0)).hasSize(30);
        assertThat(reader.lastSequence("a")).hasValue(29);
        assertThat(reader.lastSequence("nobody")).isEmpty();
    }

    @Test
    void findsThePlaceOfATimeAlsoWhenClocksDisagree() {
        assertThat(reader.positionAt(NOON)).isZero();
        for (int minute = 0; minute < 60; minute++) {
            // Every other writer is two minutes ahead.
            writer.append(List.of(at(NOON.plusSeconds(60L * minute + (minute % 2) * 120L), "a", minute)));
        }
        assertThat(reader.positionAt(NOON.minusSeconds(3600))).isZero();
        assertThat(reader.positionAt(NOON)).isZero();
        assertThat(reader.positionAt(NOON.plusSeconds(24 * 3600))).isEqualTo(60);
        for (int minute = 0; minute < 60; minute++) {
            var time = NOON.plusSeconds(60L * minute);
            long position = reader.positionAt(time);
            long first = database.number(
                    "select min(position) from ledger.entry where recorded_at >= '" + time + "'::timestamptz");
            assertThat(position).isEqualTo(first - 1);
        }
    }

    @Test
    void aLateReaderSkipsNothingBesideAnOpenTransaction() throws Exception {
        writer.append(List.of(entry("a", 0)));
        try (Connection open = database.service().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // A writer that has appended and not yet committed, as slow as it likes.
            open.setAutoCommit(false);
            appendByHand(open, "slow");
            var fast = threads.submit(() -> writer.append(List.of(entry("fast", 0))));
            while (database.number("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 0) {
                Thread.sleep(1);
            }
            Page late = reader.read(0, 100, Set.of());
            assertThat(late.entries()).extracting(Entry::aggregateId).containsExactly("a");
            open.commit();
            assertThat(fast.get()).isEqualTo(new Appended(3, 3));
            assertThat(reader.read(late.scannedTo(), 100, Set.of()).entries())
                    .extracting(Entry::aggregateId)
                    .containsExactly("slow", "fast");
        }
    }

    private static void appendByHand(Connection connection, String aggregate) throws Exception {
        try (var call = connection.createStatement()) {
            call.execute("select ledger.append(array[0], array['" + aggregate + "'], array[0]::bigint[],"
                    + " array[null]::text[], array[0], array[gen_random_uuid()], array['Post'], array['"
                    + aggregate + "'], array[0]::bigint[], array['PostDrafted'], array[null]::text[],"
                    + " array[timestamptz 'epoch'], array['{}']::bytea[], array['{}']::bytea[],"
                    + " array[sha256('x')]::bytea[], array[null]::text[])");
        }
    }
}
