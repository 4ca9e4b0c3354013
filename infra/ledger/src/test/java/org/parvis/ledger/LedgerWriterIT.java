package org.parvis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.parvis.ledger.Entries.at;
import static org.parvis.ledger.Entries.byCommand;
import static org.parvis.ledger.Entries.entry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerWriterIT {

    private final LedgerDatabase database = LedgerDatabase.create();
    private final LedgerSignal signal = new LedgerSignal();
    private final LedgerWriter writer = new LedgerWriter(database.service(), signal);
    private final LedgerReader reader = new LedgerReader(database.service());

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void numbersEntriesFromOneInTheOrderOfTheirAppends() {
        assertThat(writer.append(List.of(entry("a", 0), entry("a", 1)))).isEqualTo(new Appended(1, 2));
        assertThat(writer.append(List.of(entry("b", 0)))).isEqualTo(new Appended(3, 3));
        assertThat(writer.append(List.of(entry("a", 2), entry("b", 1)))).isEqualTo(new Appended(4, 5));
        assertThat(signal.head()).isEqualTo(5);
        assertThat(reader.head()).isEqualTo(5);
    }

    @Test
    void storesEveryFieldAsItWas() {
        NewEntry written = byCommand("command-1", "a", 0);
        writer.append(List.of(written));
        Entry read = reader.find(1).orElseThrow();
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("position", "recordedAt", "leaf")
                .isEqualTo(written);
        assertThat(read.recordedAt()).isEqualTo(written.timestamp());
        assertThat(read.leaf()).isEqualTo(Leaf.of(written)).isEqualTo(Leaf.of(read));
    }

    @Test
    void refusesToContinueAnAggregateThatHasMovedOn() {
        writer.append(List.of(entry("a", 0), entry("a", 1)));
        assertThatThrownBy(() -> writer.append(List.of(entry("a", 1))))
                .isInstanceOfSatisfying(SequenceConflict.class, conflict -> {
                    assertThat(conflict.aggregateId()).isEqualTo("a");
                    assertThat(conflict.attempted()).isEqualTo(1);
                    assertThat(conflict.expected()).isEqualTo(2);
                });
        assertThat(writer.append(List.of(entry("a", 2)))).isEqualTo(new Appended(3, 3));
    }

    @Test
    void refusesAGapInAnAggregate() {
        writer.append(List.of(entry("a", 0)));
        assertThatThrownBy(() -> writer.append(List.of(entry("a", 2)))).isInstanceOf(SequenceConflict.class);
        assertThatThrownBy(() -> writer.append(List.of(entry("a", 1), entry("a", 3))))
                .isInstanceOf(SequenceConflict.class);
        assertThatThrownBy(() -> writer.append(List.of(entry("new", 1)))).isInstanceOf(SequenceConflict.class);
        assertThat(reader.head()).isEqualTo(1);
    }

    @Test
    void appendsAllEntriesOfARequestOrNone() {
        writer.append(List.of(entry("a", 0)));
        assertThatThrownBy(() -> writer.append(List.of(entry("b", 0), entry("a", 0), entry("c", 0))))
                .isInstanceOf(SequenceConflict.class);
        assertThat(reader.readAggregate("b", 0)).isEmpty();
        assertThat(reader.readAggregate("c", 0)).isEmpty();
    }

    @Test
    void recordsACommandOnAnAggregateOnce() {
        writer.append(List.of(entry("a", 0)));
        writer.append(List.of(byCommand("c1", "a", 1), byCommand("c1", "a", 2)));
        writer.append(List.of(entry("a", 3)));
        for (long sequence : new long[] {1, 4}) {
            assertThatThrownBy(() -> writer.append(List.of(byCommand("c1", "a", sequence))))
                    .isInstanceOfSatisfying(CommandAlreadyRecorded.class, done -> {
                        assertThat(done.firstPosition()).isEqualTo(2);
                        assertThat(done.lastPosition()).isEqualTo(3);
                        assertThat(done.commandId()).isEqualTo("c1");
                        assertThat(done.aggregateId()).isEqualTo("a");
                    });
        }
        assertThat(writer.append(List.of(byCommand("c1", "b", 0))))
                .describedAs("one command may concern two aggregates")
                .isEqualTo(new Appended(5, 5));
    }

    @Test
    void refusesWhatTheDatabaseCannotStoreForItsOwnCallerOnly() throws Exception {
        writer.append(List.of(entry("a", 0)));
        try (Connection owner = database.owner().getConnection();
                var statement = owner.createStatement()) {
            statement.execute("alter table ledger.entry add constraint spoilt check (aggregate_id <> 'c')");
        }
        List<Throwable> failures = blockedTogether(List.of(
                () -> writer.append(List.of(entry("b", 0))),
                () -> writer.append(List.of(entry("c", 0))),
                () -> writer.append(List.of(entry("d", 0)))));
        assertThat(failures.get(0)).isNull();
        assertThat(failures.get(1)).isInstanceOf(AppendRefused.class).hasMessageContaining("nothing was recorded");
        assertThat(failures.get(2)).isNull();
        assertGapless(3);
    }

    @Test
    void failsOnlyTheConflictingCallersOfAGroupAndLeavesNoGap() throws Exception {
        writer.append(List.of(entry("stale", 0), byCommand("c1", "done", 0)));
        var calls = new ArrayList<Callable<?>>();
        for (int i = 0; i < 20; i++) {
            String fresh = "fresh-" + i;
            calls.add(() -> writer.append(List.of(entry(fresh, 0), entry(fresh, 1))));
            calls.add(() -> writer.append(List.of(entry("other-" + fresh, 0), entry("stale", 0))));
            calls.add(() -> writer.append(List.of(byCommand("c1", "done", 1))));
        }
        List<Throwable> failures = blockedTogether(calls);
        for (int i = 0; i < failures.size(); i += 3) {
            assertThat(failures.get(i)).isNull();
            assertThat(failures.get(i + 1)).isInstanceOf(SequenceConflict.class);
            assertThat(failures.get(i + 2)).isInstanceOf(CommandAlreadyRecorded.class);
        }
        assertGapless(42);
        assertThat(database.number("select count(*) from ledger.entry a join ledger.entry b"
                        + " on a.aggregate_id = b.aggregate_id and a.sequence = 0 and b.sequence = 1"
                        + " where a.aggregate_id like 'fresh-%' and b.position = a.position + 1"))
                .describedAs("the entries of one append are neighbours")
                .isEqualTo(20);
    }

    @Test
    void letsOneOfManyCallersWinAnAggregate() throws Exception {
        var calls = new ArrayList<Callable<?>>();
        for (int i = 0; i < 16; i++) {
            calls.add(() -> writer.append(List.of(entry("contested", 0))));
        }
        List<Throwable> failures = blockedTogether(calls);
        assertThat(failures).filteredOn(failure -> failure == null).hasSize(1);
        assertThat(failures).filteredOn(SequenceConflict.class::isInstance).hasSize(15);
        assertGapless(1);
    }

    @Test
    void recordsACommandOnceWhenItsRepetitionsArriveTogether() throws Exception {
        var calls = new ArrayList<Callable<?>>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> writer.append(List.of(byCommand("same", "a", 0))));
        }
        List<Throwable> failures = blockedTogether(calls);
        assertThat(failures).filteredOn(failure -> failure == null).hasSize(1);
        assertThat(failures)
                .filteredOn(CommandAlreadyRecorded.class::isInstance)
                .hasSize(7);
    }

    @Test
    void goesOnWithoutAGapAfterARestart() {
        writer.append(List.of(entry("a", 0)));
        writer.close();
        assertThatThrownBy(() -> writer.append(List.of(entry("a", 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        try (var next = new LedgerWriter(database.service(), new LedgerSignal())) {
            assertThat(next.append(List.of(entry("a", 1)))).isEqualTo(new Appended(2, 2));
        }
    }

    @Test
    void survivesItsConnectionBeingKilledUnderLoad() throws Exception {
        surviveKills(writer, 1, 80);
    }

    @Test
    void survivesItsConnectionsBeingKilledWhileItImportsInTwoLanes() throws Exception {
        var soonFull = new WriterLimits(20, 1 << 20, 1_000, 1 << 20, Duration.ofSeconds(20));
        try (var importing = new LedgerWriter(database.service(), signal, soonFull)) {
            surviveKills(importing, 10, 30);
        }
        assertThat(database.number("select count(*) from ledger.entry where sequence % 10 = 0"
                        + " and position % 10 <> (select min(position) % 10 from ledger.entry)"))
                .describedAs("appends whose entries are not neighbours")
                .isZero();
    }

    private void surviveKills(LedgerWriter killed, int together, int appends) throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<Long>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<?>>();
            for (int c = 0; c < 12; c++) {
                String client = "client-" + c;
                clients.add(callers.submit(() -> {
                    for (int i = 0; i < appends; i++) {
                        int first = i * together;
                        acknowledged.add(killed.append(IntStream.range(first, first + together)
                                        .mapToObj(sequence -> entry(client, sequence))
                                        .toList())
                                .firstPosition());
                    }
                    return null;
                }));
            }
            var random = new Random(7);
            while (clients.stream().anyMatch(client -> !client.isDone())) {
                Thread.sleep(random.nextInt(40));
                database.execute(
                        database.superuser(),
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'service'"
                                + " and datname = current_database()");
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
        assertThat(acknowledged).doesNotHaveDuplicates().hasSize(12 * appends);
        assertGapless(12L * appends * together);
    }

    @Test
    void neitherLosesNorDoublesACommitWhoseAnswerWasLost() throws Exception {
        try (var proxy = new AnswerLosingProxy(database.port());
                var remote = new LedgerWriter(proxy.dataSource(database), new LedgerSignal())) {
            assertThat(remote.append(List.of(entry("a", 0)))).isEqualTo(new Appended(1, 1));
            proxy.loseNextAnswer();
            assertThat(remote.append(List.of(entry("a", 1), entry("b", 0)))).isEqualTo(new Appended(2, 3));
            assertThat(proxy.lost()).isEqualTo(1);
            assertThat(remote.append(List.of(entry("a", 2)))).isEqualTo(new Appended(4, 4));
        }
        assertGapless(4);
    }

    @Test
    void saysThatNothingWasRecordedWhenTheDatabaseIsAway() {
        var nowhere = (org.postgresql.ds.PGSimpleDataSource) database.service();
        nowhere.setUrl("jdbc:postgresql://localhost:1/nowhere");
        var impatient = new WriterLimits(100, 1 << 20, 100, 1 << 20, Duration.ofMillis(50));
        try (var lonely = new LedgerWriter(nowhere, new LedgerSignal(), impatient)) {
            assertThat(lonely.trouble(Duration.ofMinutes(1))).isEmpty();
            assertThatThrownBy(() -> lonely.append(List.of(entry("a", 0))))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("nothing was recorded");
            assertThat(lonely.trouble(Duration.ofMinutes(1))).isPresent();
        }
    }

    @Test
    void keepsTheInterruptOfACallerAndStillTellsTheTruth() throws Exception {
        Thread.currentThread().interrupt();
        Appended appended = writer.append(List.of(entry("a", 0)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(reader.find(appended.firstPosition())).isPresent();
    }

    @Test
    void holdsCallersBackWhenTheQueueIsFull() throws Exception {
        var narrow = new WriterLimits(2, 1 << 20, 2, 1 << 20, Duration.ofSeconds(20));
        try (var small = new LedgerWriter(database.service(), signal, narrow);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<Appended>>();
            for (int i = 0; i < 40; i++) {
                String aggregate = "a" + i;
                calls.add(callers.submit(() -> small.append(List.of(entry(aggregate, 0)))));
            }
            for (Future<Appended> call : calls) {
                call.get();
            }
        }
        assertGapless(40);
    }

    @Test
    void refusesWhatIsTooLarge() {
        var tooMany = LongStream.range(0, WriterLimits.MAX_REQUEST_ENTRIES + 1)
                .mapToObj(i -> entry("a", i))
                .toList();
        assertThatThrownBy(() -> writer.append(tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.append(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entry("a\0b", 0)).hasMessageContaining("NUL");
        assertThatThrownBy(() -> entry("a\ud800", 0)).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> entry("a".repeat(256), 0)).hasMessageContaining("256");
        assertThatThrownBy(() -> at(Instant.MAX, "a", 0)).hasMessageContaining("years 1 to 9999");
    }

    /** Runs the calls so that they queue up behind a held lock and reach the database as groups. */
    private List<Throwable> blockedTogether(List<Callable<?>> calls) throws Exception {
        try (Connection holder = database.superuser().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            try (var lock = holder.createStatement()) {
                lock.execute("select pg_advisory_xact_lock(5787214283317305171)");
            }
            var first = threads.submit(() -> writer.append(List.of(entry("leader", 0))));
            awaitBlockedWriter();
            var waiting = new ArrayList<Future<?>>();
            for (Callable<?> call : calls) {
                waiting.add(threads.submit(call));
            }
            while (waiting.size() > 1 && writer.waitingRequests() < calls.size()) {
                Thread.sleep(1);
            }
            holder.commit();
            first.get();
            var failures = new ArrayList<Throwable>();
            for (Future<?> call : waiting) {
                Throwable thrown = catchThrowable(call::get);
                failures.add(thrown instanceof ExecutionException e ? e.getCause() : thrown);
            }
            return failures;
        } finally {
            leaders++;
        }
    }

    private long leaders;

    private void awaitBlockedWriter() throws SQLException, InterruptedException {
        while (database.number("select count(*) from pg_locks where locktype = 'advisory' and not granted") == 0) {
            Thread.sleep(1);
        }
    }

    private void assertGapless(long entries) {
        long expected = entries + leaders;
        assertThat(database.number("select count(*) from ledger.entry")).isEqualTo(expected);
        assertThat(database.number("select max(position) from ledger.entry")).isEqualTo(expected);
        assertThat(reader.read(0, LedgerReader.MAX_PAGE, Set.of()).entries())
                .extracting(Entry::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, expected).boxed().toList());
    }
}
