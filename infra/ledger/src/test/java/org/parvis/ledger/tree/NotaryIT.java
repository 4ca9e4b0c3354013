package org.parvis.ledger.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.ledger.Entries.entry;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.ledger.Entry;
import org.parvis.ledger.Leaf;
import org.parvis.ledger.LedgerDatabase;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSchema;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerWriter;

class NotaryIT {

    private static final String ORIGIN = "ledger.example/parvis";

    private final LedgerDatabase database = LedgerDatabase.create();
    private final LedgerSignal signal = new LedgerSignal();
    private final LedgerWriter writer = new LedgerWriter(database.service(), signal);
    private final LedgerReader reader = new LedgerReader(database.service());
    private final Checkpoints checkpoints = new Checkpoints(database.service());

    @TempDir
    Path folder;

    @BeforeEach
    void grant() {
        LedgerSchema.grantNotary(database.owner(), "service");
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void signsNothingForAnEmptyLedger() {
        assertThat(notary().seal()).isEmpty();
        assertThat(checkpoints.latest()).isEmpty();
    }

    @Test
    void sealsTheTreeOfTheDefinitionAcrossRestarts() {
        long written = 0;
        Notary notary = notary();
        for (int size : new int[] {1, 2, 3, 255, 256, 257, 511, 513, 700}) {
            write("a", written, size);
            written = size;
            if (size % 2 == 1) {
                notary = notary();
            }
            SignedNote note = notary.seal().orElseThrow();
            assertThat(note.isSignedBy(signer().key())).isTrue();
            assertThat(Checkpoint.parse(note.text())).isEqualTo(new Checkpoint(ORIGIN, size, Merkle.root(leaves())));
            assertThat(notary.seal()).describedAs("nothing new, nothing signed").isEmpty();
        }
        assertThat(database.numbers("select size from ledger.checkpoint order by 1"))
                .containsExactly(1L, 2L, 3L, 255L, 256L, 257L, 511L, 513L, 700L);
        assertThat(database.number("select count(*) from ledger.tile")).isEqualTo(2);
    }

    @Test
    void provesEveryEntryAndEveryEarlierHead() {
        write("a", 0, 600);
        notary().seal();
        write("a", 600, 700);
        notary().seal();
        LedgerTree tree = LedgerTree.latest(database.service());
        List<byte[]> leaves = leaves();
        var random = new Random(3);
        for (int i = 0; i < 200; i++) {
            int index = random.nextInt(leaves.size());
            TlogProof proof = tree.inclusion(index + 1);
            assertThat(proof.proves(leaves.get(index))).isTrue();
            assertThat(TlogProof.parse(proof.toString()).proves(leaves.get(index)))
                    .isTrue();
            assertThat(proof.proves(leaves.get((index + 1) % leaves.size()))).isFalse();
            int old = random.nextInt(leaves.size()) + 1;
            assertThat(Merkle.consistent(
                            old,
                            Merkle.root(leaves.subList(0, old)),
                            tree.checkpoint().size(),
                            tree.checkpoint().root(),
                            tree.consistency(old)))
                    .isTrue();
        }
    }

    @Test
    void severalNotariesTakeTurnsAndSignOneHistory() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = notary();
            var two = notary();
            for (int round = 0; round < 10; round++) {
                write("a", round * 40L, round * 40L + 40);
                var first = threads.submit(one::seal);
                var second = threads.submit(two::seal);
                first.get();
                second.get();
            }
        }
        var heads = database.numbers("select size from ledger.checkpoint order by 1");
        assertThat(heads.getLast()).isEqualTo(400);
        List<byte[]> leaves = leaves();
        for (long size : heads) {
            assertThat(Checkpoint.parse(checkpoints.ofSize(size).orElseThrow().text())
                            .root())
                    .isEqualTo(Merkle.root(leaves.subList(0, (int) size)));
        }
    }

    @Test
    void sealsByItselfWhileTheLedgerGrows() throws Exception {
        try (Notary notary = notary()) {
            notary.start();
            write("a", 0, 5);
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (checkpoints
                            .latest()
                            .map(note -> Checkpoint.parse(note.text()).size())
                            .orElse(0L)
                    < 5) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(10);
            }
            assertThat(notary.trouble()).isEmpty();
        }
    }

    @Test
    void refusesToSealAnEntryThatWasChangedBeforehand() {
        write("a", 0, 3);
        tamper("update ledger.entry set payload = 'other' where position = 2");
        assertThatThrownBy(() -> notary().seal())
                .isInstanceOf(LedgerTampered.class)
                .hasMessageContaining("position 2");
        assertThat(checkpoints.latest()).isEmpty();
    }

    @Test
    void refusesToSealOverAHole() {
        write("a", 0, 3);
        notary().seal();
        write("a", 3, 6);
        tamper("delete from ledger.entry where position = 5");
        assertThatThrownBy(() -> notary().seal())
                .isInstanceOf(LedgerTampered.class)
                .hasMessageContaining("5 is missing");
    }

    @Test
    void refusesToContinueATreeThatIsNotTheSignedOne() {
        write("a", 0, 5);
        Notary running = notary();
        running.seal();
        tamper("update ledger.edge set hashes = set_byte(hashes, 3, 99) where level = 0");
        write("a", 5, 6);
        assertThatThrownBy(() -> notary().seal()).isInstanceOf(LedgerTampered.class);
        tamper("update ledger.checkpoint set root = sha256('x')");
        assertThatThrownBy(running::seal).isInstanceOf(LedgerTampered.class);
    }

    @Test
    void keepsAWitnesssConfirmation() {
        write("a", 0, 5);
        SignedNote note = notary().seal().orElseThrow();
        NoteSigner witness = NoteSigner.ofWitness("witness.example/w", folder.resolve("witness.pem"));
        assertThat(checkpoints.latestWitnessed()).isEmpty();
        var line = witness.cosign(note.text(), Instant.parse("2026-01-01T00:00:00Z"));
        checkpoints.addCosignature(5, witness.key(), line);
        checkpoints.addCosignature(5, witness.key(), line);
        SignedNote witnessed = checkpoints.latestWitnessed().orElseThrow();
        assertThat(witnessed.signatures()).hasSize(2);
        assertThat(witnessed.isSignedBy(witness.key())).isTrue();
        assertThat(witnessed.isSignedBy(signer().key())).isTrue();
        var wrong = witness.cosign(note.text().replace("5", "6"), Instant.EPOCH);
        assertThatThrownBy(() -> checkpoints.addCosignature(5, witness.key(), wrong))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void servesTilesTheWayTheSpecificationNamesThem() {
        write("a", 0, 300);
        notary().seal();
        var resources = new TileResources(database.service());
        List<byte[]> leaves = leaves();
        byte[] full = resources.get("tile/0/000").orElseThrow();
        assertThat(full).hasSize(8_192);
        assertThat(GrowingTree.split(full)).containsExactlyElementsOf(leaves.subList(0, 256));
        assertThat(GrowingTree.split(resources.get("tile/0/001.p/44").orElseThrow()))
                .containsExactlyElementsOf(leaves.subList(256, 300));
        assertThat(resources.get("tile/1/000.p/1").orElseThrow()).isEqualTo(Merkle.root(leaves.subList(0, 256)));
        assertThat(resources
                        .get("checkpoint")
                        .map(bytes -> new String(bytes, UTF_8))
                        .orElseThrow())
                .startsWith(ORIGIN + "\n300\n");
        byte[] entries = resources.get("tile/entries/001.p/2").orElseThrow();
        int length = ((entries[0] & 255) << 8) | (entries[1] & 255);
        assertThat(new String(entries, 2, length, UTF_8))
                .isEqualTo(Leaf.record(reader.find(257).orElseThrow()));
        for (String missing : List.of(
                "tile/0/001",
                "tile/0/001.p/45",
                "tile/0/001.p/256",
                "tile/0/000.p/256",
                "tile/1/001.p/1",
                "tile/9/000",
                "tile/0/0",
                "tile/0/x000",
                "../secret",
                "tile/0/x001/000",
                "")) {
            assertThat(resources.get(missing)).describedAs(missing).isEmpty();
        }
    }

    private void write(String aggregate, long from, long to) {
        writer.append(
                LongStream.range(from, to).mapToObj(i -> entry(aggregate, i)).toList());
    }

    private List<byte[]> leaves() {
        return reader.read(0, LedgerReader.MAX_PAGE, Set.of()).entries().stream()
                .map(Entry::leaf)
                .toList();
    }

    private void tamper(String sql) {
        database.execute(database.superuser(), "set session_replication_role = replica", sql);
    }

    private Notary notary() {
        return new Notary(database.service(), signal, signer(), Clock.systemUTC());
    }

    private NoteSigner signer() {
        return NoteSigner.ofLedger(ORIGIN, folder.resolve("ledger.pem"));
    }
}
