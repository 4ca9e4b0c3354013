package org.parvis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.ledger.Entries.NOON;
import static org.parvis.ledger.Entries.at;
import static org.parvis.ledger.Entries.entry;
import static org.parvis.ledger.Entries.ofType;
import static org.parvis.ledger.Entries.ofWeight;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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

    /** However much somebody wrote, nobody who reads has more than a few of them in memory at once, and none is passed over. */
    @Test
    void endsAPageWhenItsHeavyEntriesWeighTooMuch() {
        int heavy = LedgerReader.MOST_WEIGHT / 16 + 1;
        for (int i = 0; i < 40; i++) {
            writer.append(List.of(
                    ofWeight(heavy, "Heavy", "a", i),
                    ofWeight(LedgerReader.HEAVY, "Light", "b", i),
                    ofType("Rare", "c", i)));
        }
        for (Set<String> types : List.of(Set.<String>of(), Set.of("Heavy", "Light"), Set.of("Rare"), Set.of("Never"))) {
            var seen = new ArrayList<Entry>();
            var weights = new ArrayList<Integer>();
            Page page = new Page(List.of(), 0, true);
            while (page.full()) {
                page = reader.read(page.scannedTo(), 1_000, types);
                seen.addAll(page.entries());
                weights.add(weight(page));
            }
            assertThat(page.scannedTo()).as("%s", types).isEqualTo(120);
            assertThat(seen)
                    .as("%s", types)
                    .extracting(Entry::position)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 120)
                            .filter(position -> types.isEmpty() || types.contains(typeAt(position)))
                            .boxed()
                            .toList());
            assertThat(weights).as("%s", types).allMatch(weight -> weight <= LedgerReader.MOST_WEIGHT + heavy);
        }
        assertThat(reader.readAggregatePage("a", 0, 1_000).entries()).hasSize(16);
        assertThat(reader.readAggregatePage("b", 0, 1_000).entries()).hasSize(40);
        assertThat(reader.readAggregate("a", 0))
                .extracting(Entry::sequence)
                .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
        assertThat(reader.readAggregate("a", 10, 20)).hasSize(20);
    }

    /** One that is heavier than a page is a page by itself, and those before it are not held with more than fits. */
    @Test
    void weighsHeavyEntriesAndDoesNotCountThem() {
        var weights = List.of(100, 200_000, 900_000, 50, 130_000, 130_000, 20_000, 700_000, 700_000, 10);
        for (int i = 0; i < weights.size(); i++) {
            writer.append(List.of(ofWeight(weights.get(i), "Some", "w", i)));
        }
        for (boolean ofAggregate : List.of(true, false)) {
            var pages = new ArrayList<List<Long>>();
            Page page = new Page(List.of(), ofAggregate ? -1 : 0, true);
            while (page.full()) {
                page = ofAggregate
                        ? reader.readAggregatePage("w", page.scannedTo() + 1, 1_000)
                        : reader.read(page.scannedTo(), 1_000, Set.of());
                pages.add(page.entries().stream().map(Entry::sequence).toList());
            }
            assertThat(pages)
                    .containsExactly(
                            List.of(0L, 1L, 2L), List.of(3L, 4L, 5L, 6L), List.of(7L), List.of(8L), List.of(9L));
        }
    }

    private static int weight(Page page) {
        return page.entries().stream()
                .mapToInt(entry -> entry.payload().length)
                .filter(length -> length > LedgerReader.HEAVY)
                .sum();
    }

    private static String typeAt(long position) {
        return List.of("Heavy", "Light", "Rare").get((int) ((position - 1) % 3));
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
