package org.parvis.ledger.bundle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.parvis.ledger.bundle.SealedLedger.EARLIER;
import static org.parvis.ledger.bundle.SealedLedger.ORIGIN;
import static org.parvis.ledger.bundle.SealedLedger.SIZE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.ledger.tree.Checkpoint;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.tree.NoteSigner;

/** Runs the commands of infra/docs/verify-by-hand.md, exactly as they stand there, on honest and on forged bundles. */
class VerifyByHandIT {

    private static final Path PAGE = Path.of("..", "docs", "verify-by-hand.md");
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static SealedLedger ledger;
    private static NoteSigner witness;
    private static Path honest;
    private static int runs;

    private record Ran(int code, String output) {}

    @BeforeAll
    static void seal() throws Exception {
        for (String tool : List.of("bash", "openssl", "jq", "xxd", "unzip", "base64", "sha256sum", "mktemp")) {
            assumeTrue(has(tool), "There is no " + tool + " here: what is written for the hand cannot be run");
        }
        ledger = new SealedLedger(folder);
        witness = NoteSigner.ofWitness("w.example/one", folder.resolve("witness.pem"));
        var checkpoints = new Checkpoints(ledger.database.service());
        var head = checkpoints.latest().orElseThrow();
        checkpoints.addCosignature(
                SIZE, witness.key(), witness.cosign(head.text(), Instant.parse("2026-11-22T12:00:00Z")));
        honest = bundle(new BundleScope.Range(EARLIER - 1, EARLIER + 1), EARLIER, "honest.zip");
    }

    private static Path bundle(BundleScope scope, long since, String name) throws IOException {
        return ledger.bundle(
                ledger.database.service(),
                ledger.signer,
                BundleRequest.of(scope).since(since).witnessedBy(List.of(witness.key())),
                name);
    }

    @Test
    void verifiesAnHonestBundle() throws Exception {
        var ran = run(honest, key(), ledger.earlierHead(), witness.key().text());
        assertThat(ran.code()).describedAs(ran.output()).isZero();
        assertThat(ran.output())
                .contains("Signature Verified Successfully")
                .contains("The bundle holds the 3 entries it claims to hold")
                .contains("All 3 entries are what was recorded, and lie in the signed tree")
                .contains("Nothing of the 290 entries of your head was changed or removed")
                .contains("w.example/one confirmed this head at second 1795348800")
                .contains("All other files are those that the manifest names")
                .endsWith("VERIFIED\n");
    }

    @Test
    void verifiesTheEndsOfTheTreeAndASelectionWithoutHeadOrWitness() throws Exception {
        var selection = new BundleScope.Selection(new TreeSet<>(Set.of(1L, 256L, 257L, 512L, 513L, (long) SIZE)));
        var ran = run(bundle(selection, 0, "selection.zip"), key(), null, "");
        assertThat(ran.code()).describedAs(ran.output()).isZero();
        // The same head as the bundle's own: nothing to prove.
        Path own = Files.writeString(
                folder.resolve("own"), Zips.text(Zips.read(folder.resolve("selection.zip")), "checkpoint"));
        assertThat(run(folder.resolve("selection.zip"), key(), own, "").code()).isZero();
    }

    @Test
    void refusesWhatWasForged() throws Exception {
        refused(forged("entries.jsonl", text -> text.replaceFirst("\"seq\":2", "\"seq\":3")), "manifest");
        Map<String, String> files = Zips.read(honest);
        Zips.change(files, "manifest", text -> text.replace("range 289 291", "range 289 292"));
        refused(Zips.write(folder.resolve("forged.zip"), files), "");
        refused(forged("proofs/289.tlog-proof", text -> text.replace("index 288", "index 287")), "another place");
        refused(
                forged(
                        "proofs/289.tlog-proof",
                        text -> text.replaceFirst("(?m)^(index .*\n)(.*)\n(.*)\n", "$1$3\n$2\n")),
                "position 289 is not in the signed tree");
        refused(
                forged("consistency.txt", text -> text.replaceFirst("\n(.*)\n(.*)\n", "\n$2\n$1\n")),
                "the ledger was rewritten");
        refused(forged("checkpoint", text -> text.replace("\n530\n", "\n531\n")), "");
        refused(forged("README.txt", text -> "evil"), "a file is not the manifest's");
        refused(forged("Verifier.java", text -> text + "// evil\n"), "a file is not the manifest's");
        Map<String, String> more = Zips.read(honest);
        more.put("proofs/1.tlog-proof", "x");
        refused(Zips.write(folder.resolve("forged.zip"), more), "a file that the manifest does not name");
    }

    @Test
    void refusesAProofWithMoreInIt() throws Exception {
        refused(
                forged("proofs/289.tlog-proof", text -> text.replace("\nindex ", "\nextra x\nindex ")),
                "another place");
    }

    /** The shell calculates with what the ledger signed, and where it calculates it also runs commands: the ledger is not trusted so far. */
    @Test
    void runsNoCommandThatStandsWhereANumberShould() throws Exception {
        String evil = "work[$(touch ran)]";
        Map<String, String> files = Zips.read(honest);
        String checkpoint = Zips.text(files, "checkpoint");
        String head = checkpoint.substring(0, checkpoint.indexOf("\n\n") + 1).replace("\n530\n", "\n" + evil + "\n");
        String manifest = Zips.text(files, "manifest");
        // To grep, which looks for the size in the manifest, that is a pattern.
        String claims = manifest.substring(0, manifest.indexOf("\n\n") + 1).replace("\nsize 530\n", "\nsize workt\n");
        files.put("checkpoint", ledger.signer.sign(head).toString());
        files.put("manifest", ledger.signer.sign(claims).toString());
        for (long position = EARLIER - 1; position <= EARLIER + 1; position++) {
            Zips.change(
                    files,
                    "proofs/" + position + ".tlog-proof",
                    text -> text.substring(0, text.indexOf("\n\n") + 2) + Zips.text(files, "checkpoint"));
        }
        var ran = run(Zips.write(folder.resolve("forged.zip"), files), key(), null, "");
        try (var written = Files.walk(folder)) {
            assertThat(written).noneMatch(file -> file.endsWith("ran"));
        }
        assertThat(ran.code()).isNotZero();
        assertThat(ran.output()).contains("REFUSED: the size of the head is no number");
    }

    /** Before anything is proved, a bundle must not write where it wants: what is a link, or has a name of its own, is not unpacked. */
    @Test
    void letsAHostileBundleWriteNothingAnywhere() throws Exception {
        Path victim = folder.resolve("victim");
        String evil = Base64.getEncoder().encodeToString("\nwritten by the bundle\n".getBytes(UTF_8));
        for (String name : List.of("line.bin", "text", "claims", "README.txt", "proofs/7.tlog-proof")) {
            Files.writeString(victim, "untouched");
            Map<String, String> files = Zips.read(honest);
            Zips.change(
                    files,
                    "checkpoint",
                    text -> text.substring(0, text.indexOf("\n\n")) + "\n\n\u2014 " + ORIGIN + " " + evil + "\n");
            files.put(name, victim.toString());
            refused(Zips.mode(Zips.write(folder.resolve("hostile.zip"), files), name, 0120777), "");
            assertThat(victim).hasContent("untouched");
        }
    }

    @Test
    void unpacksPlainFilesOfABundleOnly() throws Exception {
        for (String name : List.of("../evil", "/tmp/evil", "note.txt", "proofs/", "proofs/../evil", "two\nlines")) {
            Map<String, String> files = Zips.read(honest);
            files.put(name, name.endsWith("/") ? "" : "evil");
            refused(Zips.write(folder.resolve("hostile.zip"), files), "a file that does not belong in a bundle");
        }
        Path link = Zips.mode(Zips.write(folder.resolve("hostile.zip"), Zips.read(honest)), "README.txt", 0120777);
        refused(link, "something else than a plain file");
        Map<String, String> files = Zips.read(honest);
        files.put("README.TXT", "evil");
        Path twice = Zips.write(folder.resolve("hostile.zip"), files);
        String bytes = Files.readString(twice, ISO_8859_1);
        Files.writeString(twice, bytes.replace("README.TXT", "README.txt"), ISO_8859_1);
        refused(twice, "a file that is there twice");
    }

    /** What stands below the signed text is nobody's word. */
    @Test
    void readsClaimsInTheSignedTextOnly() throws Exception {
        Map<String, String> files = Zips.read(honest);
        Zips.change(files, "entries.jsonl", text -> text.substring(text.indexOf('\n') + 1));
        var digest = MessageDigest.getInstance("SHA-256")
                .digest(Zips.text(files, "entries.jsonl").getBytes(UTF_8));
        Zips.change(
                files,
                "manifest",
                text -> text + "entries 2 " + HexFormat.of().formatHex(digest) + "\nrange 290 291\n");
        refused(Zips.write(folder.resolve("forged.zip"), files), "other entries than the manifest's");
    }

    @Test
    void verifiesABundleOfBeforeTheManifestNamedItsFiles() throws Exception {
        Map<String, String> files = Zips.read(honest);
        String manifest = Zips.text(files, "manifest");
        files.put(
                "manifest",
                ledger.signer
                        .sign(manifest.substring(0, manifest.indexOf("\n\n") + 1)
                                .replaceAll("(?m)^file .*\n", ""))
                        .toString());
        var ran = run(Zips.write(folder.resolve("older.zip"), files), key(), ledger.earlierHead(), "");
        assertThat(ran.code()).describedAs(ran.output()).isZero();
        assertThat(ran.output()).contains("may be anybody's").endsWith("VERIFIED\n");
    }

    /** An insider signs the manifest anew; the tree still knows better. */
    @Test
    void refusesAChangedEntryUnderAGoodManifest() throws Exception {
        Map<String, String> files = Zips.read(honest);
        Zips.change(files, "entries.jsonl", text -> text.replaceFirst("\"seq\":28", "\"seq\":27"));
        var digest = MessageDigest.getInstance("SHA-256")
                .digest(Zips.text(files, "entries.jsonl").getBytes(UTF_8));
        String manifest = Zips.text(files, "manifest");
        files.put(
                "manifest",
                ledger.signer
                        .sign(manifest.substring(0, manifest.indexOf("\n\n") + 1)
                                .replaceFirst(
                                        "(?m)^entries .*$",
                                        "entries 3 " + HexFormat.of().formatHex(digest)))
                        .toString());
        refused(Zips.write(folder.resolve("forged.zip"), files), "is not what was recorded");
    }

    @Test
    void refusesAnotherKeyHeadOrWitness() throws Exception {
        var thief = NoteSigner.ofLedger(ORIGIN, folder.resolve("thief.pem"));
        assertThat(run(honest, thief.key().text(), null, "").output()).contains("REFUSED: checkpoint is not signed by");
        var fork = ledger.signer.sign(new Checkpoint(ORIGIN, EARLIER, new byte[32]).body());
        Path other = Files.writeString(folder.resolve("other"), fork.toString());
        assertThat(run(honest, key(), other, "").output()).contains("REFUSED: the ledger was rewritten");
        var longer = ledger.signer.sign(new Checkpoint(ORIGIN, SIZE + 1, new byte[32]).body());
        Path later = Files.writeString(folder.resolve("later"), longer.toString());
        assertThat(run(honest, key(), later, "").output()).contains("REFUSED: the ledger was shortened");
        var stranger = NoteSigner.ofWitness("w.example/one", folder.resolve("stranger.pem"));
        assertThat(run(honest, key(), null, stranger.key().text()).output())
                .contains("REFUSED: checkpoint is not signed");
    }

    private interface Forgery {
        String of(String text);
    }

    private static Path forged(String file, Forgery forgery) throws IOException {
        Map<String, String> files = Zips.read(honest);
        String before = Zips.text(files, file);
        Zips.change(files, file, forgery::of);
        assertThat(Zips.text(files, file))
                .describedAs("the forgery changed something")
                .isNotEqualTo(before);
        return Zips.write(folder.resolve("forged.zip"), files);
    }

    private static void refused(Path bundle, String because) throws Exception {
        var ran = run(bundle, key(), ledger.earlierHead(), "");
        assertThat(ran.code()).describedAs(ran.output()).isNotZero();
        assertThat(ran.output()).doesNotContain("VERIFIED\n").contains(because);
    }

    private static String key() {
        return ledger.signer.key().text();
    }

    private static Ran run(Path bundle, String key, @Nullable Path head, String witnessKey) throws Exception {
        Path place = Files.createDirectories(folder.resolve("run" + runs++));
        String commands = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        Path script = Files.writeString(place.resolve("commands.sh"), commands);
        var builder = new ProcessBuilder("bash", script.toString())
                .directory(place.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "BUNDLE",
                        bundle.toString(),
                        "KEY",
                        key,
                        "HEAD",
                        head == null ? "" : head.toString(),
                        "WITNESS",
                        witnessKey));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), output);
    }

    private static boolean has(String tool) throws Exception {
        try {
            return new ProcessBuilder("sh", "-c", "command -v " + tool)
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
