package org.parvis.ledger.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.parvis.ledger.bundle.SealedLedger.EARLIER;
import static org.parvis.ledger.bundle.SealedLedger.ORIGIN;
import static org.parvis.ledger.bundle.SealedLedger.SIZE;
import static org.parvis.ledger.bundle.SealedLedger.execute;
import static org.parvis.ledger.bundle.SealedLedger.some;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.ledger.Entry;
import org.parvis.ledger.Leaf;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.tree.Notary;
import org.parvis.ledger.tree.NoteSigner;

/** The ways to forge the ledger or a bundle, each at random places, and what the verifier says to each. */
class ForgeriesIT {

    private static final int LEAF = 2;
    private static final int INCLUSION = 3;
    private static final int CONSISTENCY = 4;
    private static final int SIGNATURE = 5;
    private static final int MISSING = 6;
    private static final int SEEDS = 2;

    @TempDir
    static Path folder;

    private static SealedLedger ledger;
    private static NoteSigner thief;
    private static Path clean;

    @BeforeAll
    static void seal() throws Exception {
        ledger = new SealedLedger(folder);
        thief = NoteSigner.ofLedger(ORIGIN, folder.resolve("thief.pem"));
        clean = ledger.bundle(ledger.database.service(), ledger.signer, range(60), "clean.zip");
    }

    /** A way to forge; does it at places that the seed chooses, and expects the verifier to see it. */
    private interface Forgery {
        void with(int seed) throws Exception;
    }

    private static Map<String, Forgery> forgeries() {
        var kinds = new LinkedHashMap<String, Forgery>();
        kinds.put("aChangedPayloadByte", ForgeriesIT::aChangedPayloadByte);
        kinds.put("changedMetadata", ForgeriesIT::changedMetadata);
        kinds.put("aChangedTime", ForgeriesIT::aChangedTime);
        kinds.put("aDeletedRow", ForgeriesIT::aDeletedRow);
        kinds.put("aDeletedRowWithTheOthersMovedUp", ForgeriesIT::aDeletedRowWithTheOthersMovedUp);
        kinds.put("aRowInsertedInBetween", ForgeriesIT::aRowInsertedInBetween);
        kinds.put("twoRowsThatChangedPlaces", ForgeriesIT::twoRowsThatChangedPlaces);
        kinds.put("aTailThatWasCutOff", ForgeriesIT::aTailThatWasCutOff);
        kinds.put(
                "aBackupThatWasRestoredAndContinuedDifferently",
                ForgeriesIT::aBackupThatWasRestoredAndContinuedDifferently);
        kinds.put(
                "anEntryThatWasReplacedWithTheWholeTreeRebuiltAndSigned",
                ForgeriesIT::anEntryThatWasReplacedWithTheWholeTreeRebuiltAndSigned);
        kinds.put("theSameThingWithAnotherKey", ForgeriesIT::theSameThingWithAnotherKey);
        kinds.put("anotherOrigin", ForgeriesIT::anotherOrigin);
        kinds.put("twoHeadsOfOneSize", ForgeriesIT::twoHeadsOfOneSize);
        kinds.put("anEntryTakenOutOfABundle", ForgeriesIT::anEntryTakenOutOfABundle);
        kinds.put("anEntryTakenOutOfABundleAndOfItsManifest", ForgeriesIT::anEntryTakenOutOfABundleAndOfItsManifest);
        return kinds;
    }

    @TestFactory
    Stream<DynamicTest> everyForgeryIsFound() {
        return forgeries().entrySet().stream()
                .map(kind -> dynamicTest(kind.getKey(), () -> {
                    for (int seed = 0; seed < SEEDS; seed++) {
                        kind.getValue().with(seed);
                    }
                }));
    }

    @Test
    void cleanBundlesPass() throws Exception {
        cleanBundlesPass(0, 9);
    }

    @Tag("faults")
    @TestFactory
    Stream<DynamicTest> everyForgeryIsFoundAtTwoHundredPlaces() {
        return forgeries().entrySet().stream()
                .map(kind -> dynamicTest(kind.getKey(), () -> {
                    for (int seed = 1_000; seed < 1_200; seed++) {
                        kind.getValue().with(seed);
                    }
                }));
    }

    @Tag("faults")
    @Test
    void aThousandCleanBundlesPass() throws Exception {
        cleanBundlesPass(1_000, 1_000);
    }

    private static void cleanBundlesPass(int first, int count) throws Exception {
        for (int i = first; i < first + count; i++) {
            var random = new Random(i);
            int from = some(random, 1, SIZE);
            var positions =
                    random.ints(5, 1, SIZE + 1).mapToObj(p -> (long) p).collect(Collectors.toCollection(TreeSet::new));
            BundleScope scope = switch (i % 3) {
                case 0 -> new BundleScope.Range(from, some(random, from, SIZE));
                case 1 ->
                    new BundleScope.Aggregates(
                            Set.of("post-" + random.nextInt(10), "post-" + random.nextInt(5) * 2 + "-absent"));
                default -> new BundleScope.Selection(positions);
            };
            Path bundle = ledger.bundle(
                    ledger.database.service(),
                    ledger.signer,
                    BundleRequest.of(scope).since(EARLIER),
                    "c" + i + ".zip");
            assertExit(0, bundle);
        }
    }

    private static void aChangedPayloadByte(int seed) throws Exception {
        var random = random(seed);
        inDatabase(
                LEAF,
                "update ledger.entry set payload = set_byte(payload, " + random.nextInt(20)
                        + ", get_byte(payload, 1) # 85) where position = " + some(random, 1, SIZE));
    }

    private static void changedMetadata(int seed) throws Exception {
        inDatabase(
                LEAF,
                "update ledger.entry set metadata = metadata || ' ' where position = " + some(random(seed), 1, SIZE));
    }

    private static void aChangedTime(int seed) throws Exception {
        var random = random(seed);
        inDatabase(
                LEAF,
                "update ledger.entry set recorded_at = recorded_at + " + some(random, 1, 99)
                        + " * interval '1 microsecond' where position = " + some(random, 1, SIZE));
    }

    private static void aDeletedRow(int seed) throws Exception {
        inDatabase(MISSING, "delete from ledger.entry where position = " + some(random(seed), 1, SIZE));
    }

    private static void aDeletedRowWithTheOthersMovedUp(int seed) throws Exception {
        int gone = some(random(seed), 1, SIZE - 1);
        inDatabase(
                INCLUSION,
                "delete from ledger.entry where position = " + gone,
                "update ledger.entry set position = -position where position > " + gone,
                "update ledger.entry set position = -position - 1 where position < 0");
    }

    private static void aRowInsertedInBetween(int seed) throws Exception {
        int place = some(random(seed), 1, SIZE - 1);
        ledger.inDamagedState(source -> {
            execute(
                    source,
                    "update ledger.entry set position = -position where position >= " + place,
                    "update ledger.entry set position = -position + 1 where position < 0",
                    "insert into ledger.entry select " + place + ", 9999, recorded_at, gen_random_uuid(), leaf,"
                            + " aggregate_type, aggregate_id, event_type, revision, command_id, payload, metadata"
                            + " from ledger.entry where position = " + (place + 1));
            restate(source, place);
            assertExit(INCLUSION, ledger.bundle(source, ledger.signer, everything(), "forged.zip"));
        });
    }

    private static void twoRowsThatChangedPlaces(int seed) throws Exception {
        var random = random(seed);
        int one = some(random, 1, SIZE - 1);
        int two = some(random, one + 1, SIZE);
        inDatabase(
                INCLUSION,
                "update ledger.entry set position = -1 where position = " + one,
                "update ledger.entry set position = " + one + " where position = " + two,
                "update ledger.entry set position = " + two + " where position = -1");
    }

    private static void aTailThatWasCutOff(int seed) throws Exception {
        int keep = some(random(seed), 1, EARLIER - 1);
        ledger.inDamagedState(source -> {
            rewriteFrom(source, keep + 1, false);
            execute(source, "delete from ledger.entry where position > " + keep);
            seal(source, ledger.signer);
            assertExit(CONSISTENCY, ledger.bundle(source, ledger.signer, range(keep), "forged.zip"));
        });
    }

    private static void aBackupThatWasRestoredAndContinuedDifferently(int seed) throws Exception {
        int restored = some(random(seed), 1, EARLIER - 1);
        ledger.inDamagedState(source -> {
            rewriteFrom(source, restored + 1, true);
            seal(source, ledger.signer);
            assertExit(CONSISTENCY, ledger.bundle(source, ledger.signer, everything(), "forged.zip"));
        });
    }

    private static void anEntryThatWasReplacedWithTheWholeTreeRebuiltAndSigned(int seed) throws Exception {
        int place = some(random(seed), 1, EARLIER);
        ledger.inDamagedState(source -> {
            execute(source, "update ledger.entry set payload = 'replaced' where position = " + place);
            restate(source, place);
            forgetTree(source);
            seal(source, ledger.signer);
            assertExit(CONSISTENCY, ledger.bundle(source, ledger.signer, everything(), "forged.zip"));
        });
    }

    private static void theSameThingWithAnotherKey(int seed) throws Exception {
        ledger.inDamagedState(source -> {
            restate(source, some(random(seed), 1, EARLIER));
            forgetTree(source);
            seal(source, thief);
            assertExit(SIGNATURE, ledger.bundle(source, thief, everything(), "forged.zip"));
        });
    }

    private static void anotherOrigin(int seed) throws Exception {
        ledger.inDamagedState(source -> {
            var renamed = NoteSigner.ofLedger("other.example/parvis", folder.resolve("ledger.pem"));
            forgetTree(source);
            seal(source, renamed);
            assertExit(SIGNATURE, ledger.bundle(source, renamed, everything(), "forged.zip"));
        });
    }

    private static void twoHeadsOfOneSize(int seed) throws Exception {
        int place = some(random(seed), 1, EARLIER);
        ledger.inDamagedState(source -> {
            execute(
                    source,
                    "delete from ledger.entry where position > " + EARLIER,
                    "update ledger.entry set metadata = 'fork' where position = " + place);
            restate(source, place);
            forgetTree(source);
            seal(source, ledger.signer);
            assertExit(CONSISTENCY, ledger.bundle(source, ledger.signer, range(EARLIER), "forged.zip"));
        });
    }

    private static void anEntryTakenOutOfABundle(int seed) throws Exception {
        var random = random(seed);
        Path bundle = ledger.bundle(
                ledger.database.service(),
                ledger.signer,
                BundleRequest.of(new BundleScope.Aggregates(Set.of("post-3", "post-7")))
                        .since(EARLIER),
                "case.zip");
        Map<String, String> files = Zips.read(bundle);
        dropEntry(files, random);
        assertExit(MISSING, Zips.write(folder.resolve("forged.zip"), files));
    }

    private static void anEntryTakenOutOfABundleAndOfItsManifest(int seed) throws Exception {
        Map<String, String> files = Zips.read(ledger.bundle(
                ledger.database.service(),
                ledger.signer,
                BundleRequest.of(new BundleScope.Selection(new TreeSet<>(List.of(5L, 77L, 260L, 500L))))
                        .since(EARLIER),
                "selection.zip"));
        dropEntry(files, random(seed));
        Zips.change(files, "manifest", text -> text.replace("entries 4", "entries 3"));
        assertExit(SIGNATURE, Zips.write(folder.resolve("forged.zip"), files));
    }

    @RepeatedTest(20)
    void anythingChangedInABundle(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        Map<String, String> files = Zips.read(clean);
        var names = new ArrayList<>(List.of(
                "entries.jsonl",
                "checkpoint",
                "consistency.txt",
                "manifest",
                "keys.txt",
                "README.txt",
                "Verifier.java"));
        names.addAll(files.keySet().stream()
                .filter(name -> name.startsWith("proofs/"))
                .limit(40)
                .toList());
        String name = names.get(random.nextInt(names.size()));
        String text = Zips.text(files, name);
        // A letter or digit becomes another one.
        int at = random.nextInt(text.length());
        while (!Character.isLetterOrDigit(text.charAt(at))) {
            at = random.nextInt(text.length());
        }
        char other = text.charAt(at) == 'B' ? 'C' : 'B';
        files.put(name, text.substring(0, at) + other + text.substring(at + 1));
        var result = verify(Zips.write(folder.resolve("forged.zip"), files));
        assertThat(result.code())
                .describedAs(name + " at " + at + "\n" + result.output())
                .isNotZero();
    }

    private static void dropEntry(Map<String, String> files, Random random) {
        var lines = new ArrayList<>(Zips.text(files, "entries.jsonl").lines().toList());
        lines.remove(random.nextInt(lines.size()));
        files.put("entries.jsonl", lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private static void inDatabase(int expected, String... damage) throws Exception {
        ledger.inDamagedState(source -> {
            execute(source, damage);
            assertExit(expected, ledger.bundle(source, ledger.signer, everything(), "forged.zip"));
        });
    }

    /** Gives rows from a position on other contents, and forgets what was signed from there on. */
    private static void rewriteFrom(DataSource source, int position, boolean change) throws Exception {
        if (change) {
            execute(source, "update ledger.entry set payload = 'rewritten' where position >= " + position);
            for (int p = position; p <= SIZE; p++) {
                restate(source, p);
            }
        }
        forgetTree(source);
    }

    private static void forgetTree(DataSource source) throws Exception {
        execute(source, "delete from ledger.checkpoint", "delete from ledger.tile", "delete from ledger.edge");
    }

    /** A forger who knows the format computes the leaf anew. */
    private static void restate(DataSource source, int position) throws Exception {
        Entry entry = new LedgerReader(source).find(position).orElseThrow();
        try (var connection = source.getConnection();
                var update = connection.prepareStatement("update ledger.entry set leaf = ? where position = ?")) {
            update.setBytes(1, Leaf.of(entry));
            update.setLong(2, position);
            update.executeUpdate();
        }
    }

    private static void seal(DataSource source, NoteSigner signer) {
        try (var notary = new Notary(source, new LedgerSignal(), signer, Clock.systemUTC())) {
            assertThat(notary.seal()).isPresent();
        }
    }

    private static BundleRequest everything() {
        return range(SIZE);
    }

    private static BundleRequest range(int to) {
        return BundleRequest.of(new BundleScope.Range(1, to)).since(EARLIER);
    }

    private static Random random(int seed) {
        return new Random(seed);
    }

    private static void assertExit(int expected, Path bundle) throws Exception {
        var result = verify(bundle);
        assertThat(result.code()).describedAs(result.output()).isEqualTo(expected);
    }

    private static ShippedVerifier.Result verify(Path bundle) throws Exception {
        return ShippedVerifier.run(
                bundle.toString(),
                "--key",
                ledger.signer.key().text(),
                "--head",
                ledger.earlierHead().toString(),
                "--lang",
                "en");
    }
}
