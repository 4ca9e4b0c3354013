package org.parvis.ledger.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.ledger.Entries;
import org.parvis.ledger.LedgerDatabase;
import org.parvis.ledger.LedgerSchema;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerWriter;

/** The notary is killed again and again while the ledger grows: nothing is left out, nothing is sealed twice. */
class SealingThroughKillsIT {

    private static final String ORIGIN = "ledger.example/parvis";
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    private final LedgerDatabase database = LedgerDatabase.create();

    @Test
    void everyRowIsALeafInTheEnd() throws Exception {
        LedgerSchema.grantNotary(database.owner(), "service");
        var signer = NoteSigner.ofLedger(ORIGIN, folder.resolve("key.pem"));
        var stop = new AtomicBoolean();
        var written = new AtomicLong();
        Thread writing = Thread.ofPlatform().start(() -> write(stop, written));
        var random = new Random(8);
        for (int kill = 0; kill < KILLS; kill++) {
            Process notary = start();
            long sealedBefore = database.number("select coalesce(max(size), 0) from ledger.checkpoint");
            // It has begun: kill it some way into what it does next.
            await(() -> database.number("select coalesce(max(size), 0) from ledger.checkpoint") > sealedBefore);
            Thread.sleep(random.nextInt(1_200));
            notary.destroyForcibly().waitFor();
        }
        stop.set(true);
        writing.join();
        try (var notary = new Notary(database.service(), new LedgerSignal(), signer, Clock.systemUTC())) {
            notary.seal();
        }
        long rows = database.number("select count(*) from ledger.entry");
        assertThat(rows).isEqualTo(written.get()).isGreaterThan(KILLS);
        assertThat(new LedgerCheck(database.service(), signer.key()).verify().size())
                .describedAs("rows are leaves")
                .isEqualTo(rows);
        List<Long> heads = database.numbers("select size from ledger.checkpoint order by signed_at");
        assertThat(heads).isSorted().doesNotHaveDuplicates();
        LedgerTree tree = LedgerTree.latest(database.service());
        for (long size : heads) {
            var head = Checkpoint.parse(new Checkpoints(database.service())
                    .ofSize(size)
                    .orElseThrow()
                    .text());
            assertThat(Merkle.consistent(
                            size, head.root(), rows, tree.checkpoint().root(), tree.consistency(size)))
                    .describedAs("the head of %d is a beginning of the last", size)
                    .isTrue();
        }
        System.out.println("sealed through " + KILLS + " kills: " + rows + " rows, " + heads.size() + " heads");
    }

    /** How long after its commit an entry is inside a signed head. Printed, not judged: other things run on this machine. */
    @Test
    void anEntryIsSealedSoon() {
        LedgerSchema.grantNotary(database.owner(), "service");
        var signer = NoteSigner.ofLedger(ORIGIN, folder.resolve("key.pem"));
        var signal = new LedgerSignal();
        var checkpoints = new Checkpoints(database.service());
        var lags = new ArrayList<Long>();
        try (var writer = new LedgerWriter(database.service(), signal);
                var notary = new Notary(database.service(), signal, signer, Clock.systemUTC())) {
            notary.start();
            for (int i = 0; i < 10; i++) {
                writer.append(List.of(Entries.entry("a", i)));
                long committed = System.nanoTime();
                long position = i + 1L;
                await(() -> checkpoints
                        .latest()
                        .filter(note -> Checkpoint.parse(note.text()).size() >= position)
                        .isPresent());
                lags.add((System.nanoTime() - committed) / 1_000_000);
            }
        }
        lags.sort(null);
        System.out.println("seal lag: median " + lags.get(5) + " ms, worst of 10 " + lags.getLast() + " ms");
        assertThat(lags).hasSize(10);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(end);
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void write(AtomicBoolean stop, AtomicLong written) {
        try (var writer = new LedgerWriter(database.service(), new LedgerSignal())) {
            for (long i = 0; !stop.get(); i++) {
                writer.append(List.of(Entries.entry("a", i)));
                written.incrementAndGet();
            }
        }
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NotaryProcess.class.getName(),
                        database.url(),
                        ORIGIN,
                        folder.resolve("key.pem").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process;
    }
}
