package org.parvis.ledger.bundle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.parvis.ledger.bundle.SealedLedger.EARLIER;
import static org.parvis.ledger.bundle.SealedLedger.SIZE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.tree.NoteSigner;

class VerifierIT {

    @TempDir
    static Path folder;

    private static SealedLedger ledger;
    private static Path clean;

    @BeforeAll
    static void seal() throws Exception {
        ledger = new SealedLedger(folder);
        clean = bundle(BundleRequest.of(new BundleScope.Range(1, SIZE)).since(EARLIER), "clean.zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/lib/jvm/java-17-openjdk-amd64", ""})
    void runsAsOneSourceFileOnOldAndNewJava(String home) throws Exception {
        Path java = Path.of(home.isEmpty() ? System.getProperty("java.home") : home, "bin", "java");
        assumeTrue(Files.isExecutable(java), "No Java at " + java);
        Path alone = Files.createDirectories(folder.resolve("alone" + home.length()));
        Files.writeString(alone.resolve("Verifier.java"), Zips.text(Zips.read(clean), "Verifier.java"));
        var builder = new ProcessBuilder(
                        java.toString(), "Verifier.java", clean.toString(), "--key", key(), "--lang", "fr")
                .directory(alone.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).describedAs(output).isZero();
        assertThat(output).contains("VÉRIFIÉ", "530 écritures", "La tête");
    }

    @Test
    void saysPlainlyThatTheKeyCameFromTheBundle() {
        assertThat(verify(clean.toString(), "--lang", "en").output())
                .contains("The key came from the bundle itself")
                .contains("No earlier head was given");
        assertThat(verify(clean.toString(), "--lang", "fr").output()).contains("La clé vient de l’archive elle-même");
        assertThat(verify(clean.toString()).code()).isZero();
    }

    @Test
    void showsWhatWasCheckedAndWhatWasNot() {
        var result = verify(clean.toString(), "--key", key(), "--head", head(), "--lang", "en");
        assertThat(result.code()).isZero();
        assertThat(result.output())
                .contains("530 entries are, byte for byte, what their leaves say")
                .contains("Every entry from position 1 to 530 is here")
                .contains("Nothing of the 290 entries of your head was changed or removed")
                .contains("No witness was required")
                .doesNotContain("The key came from the bundle")
                .endsWith("VERIFIED\n");
    }

    @Test
    void needsTheConsistencyProofForTheHeadThatWasGiven() throws Exception {
        Path without = bundle(BundleRequest.of(new BundleScope.Range(1, SIZE)), "without.zip");
        assertThat(verify(without.toString(), "--key", key(), "--head", head()).code())
                .isEqualTo(4);
        Path other = bundle(BundleRequest.of(new BundleScope.Range(1, SIZE)).since(EARLIER - 1), "other.zip");
        assertThat(verify(other.toString(), "--key", key(), "--head", head()).code())
                .isEqualTo(4);
        Path own = folder.resolve("own");
        Files.writeString(own, Zips.text(Zips.read(clean), "checkpoint"));
        assertThat(verify(without.toString(), "--key", key(), "--head", own.toString())
                        .code())
                .isZero();
    }

    /** Neighbours share most of their proofs, and the verifier makes use of it: still no line of any proof may be another. */
    @ParameterizedTest
    @ValueSource(longs = {2, 257, 530})
    void everyLineOfAProofCounts(long position) throws Exception {
        var neighbours = new BundleScope.Range(Math.max(1, position - 20), Math.min(SIZE, position + 20));
        var files = Zips.read(bundle(BundleRequest.of(neighbours).since(EARLIER), "neighbours.zip"));
        String name = "proofs/" + position + ".tlog-proof";
        String proof = Zips.text(files, name);
        List<String> lines = proof.lines().toList();
        int end = lines.indexOf("");
        assertThat(end).isGreaterThan(3);
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        var ways = List.of("", "again", "no hash", other + "=");
        for (int line = 2; line < end; line++) {
            // Another hash in every place; the other ways, which the form forbids, in turn.
            for (String instead : List.of(other, ways.get(line % ways.size()))) {
                var changed = new ArrayList<>(lines);
                switch (instead) {
                    case "" -> changed.remove(line);
                    case "again" -> changed.add(line, lines.get(line));
                    default -> changed.set(line, instead);
                }
                files.put(name, String.join("\n", changed) + "\n");
                Path forged = Zips.write(folder.resolve("forged-proof.zip"), files);
                var result = verify(forged.toString(), "--key", key(), "--lang", "en");
                assertThat(result.code())
                        .describedAs("line %d: %s", line, instead)
                        .isEqualTo(3);
                assertThat(result.output().lines().filter(said -> said.contains(" ! ")))
                        .containsExactly("  ! The entry at position " + position + " is not in the signed tree");
            }
        }
    }

    @Test
    void refusesAHeadOfSomebodyElse() throws Exception {
        Path foreign = folder.resolve("foreign");
        var stranger = NoteSigner.ofLedger(SealedLedger.ORIGIN, folder.resolve("stranger.pem"));
        Files.writeString(foreign, stranger.sign(ledger.earlier.text()).toString());
        assertThat(verify(clean.toString(), "--key", key(), "--head", foreign.toString())
                        .code())
                .isEqualTo(5);
    }

    @Test
    void countsWitnesses() throws Exception {
        var one = NoteSigner.ofWitness("one.example/w", folder.resolve("one.pem"));
        var two = NoteSigner.ofWitness("two.example/w", folder.resolve("two.pem"));
        var checkpoints = new Checkpoints(ledger.database.service());
        var head = checkpoints.latest().orElseThrow();
        checkpoints.addCosignature(SIZE, one.key(), one.cosign(head.text(), Instant.parse("2026-03-01T00:00:00Z")));
        String witnessed = bundle(
                        BundleRequest.of(new BundleScope.Range(3, 9)).witnessedBy(List.of(one.key(), two.key())),
                        "witnessed.zip")
                .toString();
        String w1 = one.key().text();
        String w2 = two.key().text();
        assertThat(verify(witnessed, "--key", key(), "--witness", w1).code()).isZero();
        assertThat(verify(witnessed, "--key", key(), "--witness", w1, "--witness", w2)
                        .code())
                .isEqualTo(7);
        assertThat(verify(witnessed, "--key", key(), "--witness", w1, "--witness", w2, "--quorum", "1")
                        .code())
                .isZero();
        assertThat(verify(witnessed, "--key", key(), "--witness", w1, "--witness", w1, "--quorum", "2")
                        .code())
                .describedAs("one witness counts once")
                .isEqualTo(7);
        assertThat(verify(witnessed, "--key", key(), "--lang", "en").output()).contains("1 confirmed this head");
    }

    @Test
    void showsReadableTextsWithoutRelyingOnThem() throws Exception {
        Path viewed = bundle(
                BundleRequest.of(new BundleScope.Selection(new TreeSet<>(Set.of(4L, 8L))))
                        .withView(entry -> "« " + entry.aggregateId() + " »\n\u0007"),
                "viewed.zip");
        assertThat(Zips.text(Zips.read(viewed), "entries.jsonl")).contains("\"view\":\"« post-3 »\\n\\u0007\"");
        var result = verify(viewed.toString(), "--key", key(), "--lang", "en");
        assertThat(result.code()).isZero();
        assertThat(result.output()).contains("This is a selection");
    }

    @Test
    void refusesAnEntryThatIsNotSealedYet() {
        assertThatThrownBy(() -> bundle(BundleRequest.of(new BundleScope.Range(1, SIZE + 1)), "early.zip"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("530");
    }

    @Test
    void answersWrongUseWithTheRightUse() {
        for (String[] wrong : new String[][] {
            {},
            {"--key"},
            {"a.zip", "b.zip"},
            {"a.zip", "--unknown"},
            {"a.zip", "--quorum", "1"},
            {"a.zip", "--quorum", "x"},
            {"missing.zip"},
            {clean.toString(), "--key", "nonsense"},
            {clean.toString(), "--head", folder.resolve("nothing").toString()}
        }) {
            assertThat(verify(wrong).code())
                    .describedAs(String.join(" ", wrong))
                    .isEqualTo(1);
        }
        assertThat(verify().output()).contains("java Verifier.java BUNDLE.zip");
    }

    @Test
    void refusesFilesThatDoNotBelongInABundle() throws Exception {
        for (String name :
                List.of("../../etc/cron.d/x", "/etc/passwd", "proofs/../x", "extra.txt", "proofs/01.tlog-proof")) {
            Map<String, String> files = Zips.read(clean);
            files.put(name, "x");
            var result = verify(Zips.write(folder.resolve("hostile.zip"), files).toString(), "--key", key());
            assertThat(result.code()).describedAs(name).isEqualTo(1);
        }
        assertThat(Files.exists(folder.resolve("extra.txt"))).isFalse();
    }

    @Test
    void survivesHostileContents() throws Exception {
        String line =
                Zips.text(Zips.read(clean), "entries.jsonl").lines().findFirst().orElseThrow();
        for (String entries : List.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "\"" + "\\u00",
                "{}",
                "null",
                "",
                "\u0000",
                line.replace("\"seq\":0", "\"seq\":1e999999999"),
                line.replace("\"seq\":0", "\"seq\":0,\"seq\":0"),
                line.replace("\"position\":1", "\"position\":-1"),
                line + "\n" + line)) {
            Map<String, String> files = Zips.read(clean);
            files.put("entries.jsonl", entries);
            var result = verify(Zips.write(folder.resolve("hostile.zip"), files).toString(), "--key", key());
            assertThat(result.code()).describedAs(result.output()).isIn(1, 6);
        }
        for (String missing : List.of("entries.jsonl", "checkpoint", "manifest", "keys.txt")) {
            Map<String, String> files = Zips.read(clean);
            files.remove(missing);
            assertThat(verify(Zips.write(folder.resolve("hostile.zip"), files).toString())
                            .code())
                    .describedAs(missing)
                    .isEqualTo(1);
        }
        Path noZip = folder.resolve("no.zip");
        Files.writeString(noZip, "PK nonsense");
        assertThat(verify(noZip.toString()).code()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.txt", "Verifier.java", "keys.txt", "consistency.txt"})
    void refusesAFileThatIsNotTheOneOfTheManifest(String name) throws Exception {
        Map<String, String> files = Zips.read(clean);
        Zips.change(files, name, text -> text + "# evil\n");
        var result =
                verify(Zips.write(folder.resolve("other-file.zip"), files).toString(), "--key", key(), "--lang", "en");
        assertThat(result.code()).describedAs(result.output()).isEqualTo(5);
        assertThat(result.output()).contains("! The file is not the one that the manifest names: " + name);
        files.remove(name);
        var without =
                verify(Zips.write(folder.resolve("no-file.zip"), files).toString(), "--key", key(), "--lang", "fr");
        assertThat(without.code()).isNotZero();
    }

    @Test
    void refusesAFileThatTheManifestDoesNotName() throws Exception {
        Path case1 = bundle(BundleRequest.of(new BundleScope.Range(1, 9)), "nine.zip");
        for (String name : List.of(
                "consistency.txt", "content/" + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")) {
            Map<String, String> files = Zips.read(case1);
            files.put(name, "");
            var result =
                    verify(Zips.write(folder.resolve("more.zip"), files).toString(), "--key", key(), "--lang", "en");
            assertThat(result.code()).describedAs(result.output()).isEqualTo(5);
            assertThat(result.output()).contains("! The manifest does not name the file " + name);
        }
        Map<String, String> files = Zips.read(case1);
        files.put("proofs/10.tlog-proof", "anything");
        assertThat(verify(Zips.write(folder.resolve("more.zip"), files).toString(), "--key", key(), "--lang", "en")
                        .output())
                .contains("! There are proofs of entries that are not here", "NOT VERIFIED (5)");
    }

    @Test
    void takesABundleOfBeforeTheManifestNamedItsFilesAndSaysWhatIsNotShown() throws Exception {
        var result = verify(older(Zips.read(clean)).toString(), "--key", key(), "--lang", "en");
        assertThat(result.code()).describedAs(result.output()).isZero();
        assertThat(result.output())
                .contains("~ An older bundle, whose manifest does not name its other files")
                .doesNotContain("all other files are those");
        assertThat(verify(clean.toString(), "--key", key(), "--lang", "en").output())
                .contains("+ README.txt, Verifier.java and all other files are those that the manifest names")
                .doesNotContain("An older bundle");
        // Nobody but the ledger makes a new one look old.
        Map<String, String> files = Zips.read(clean);
        Zips.change(files, "manifest", text -> text.replaceAll("(?m)^file .*\n", ""));
        assertThat(verify(Zips.write(folder.resolve("as-if-old.zip"), files).toString(), "--key", key())
                        .code())
                .isEqualTo(5);
    }

    private static Path older(Map<String, String> files) throws IOException {
        return Zips.write(folder.resolve("older.zip"), unnamed(files));
    }

    /** With a manifest as it was before it named the files. */
    private static Map<String, String> unnamed(Map<String, String> files) {
        String manifest = Zips.text(files, "manifest");
        String before = manifest.substring(0, manifest.indexOf("\n\n") + 1).replaceAll("(?m)^file .*\n", "");
        files.put("manifest", ledger.signer.sign(before).toString());
        return files;
    }

    /** A program that unpacks a zip while it arrives does not see the directory: to it these are the files. */
    @Test
    void refusesFilesThatTheDirectoryDoesNotList() throws Exception {
        var evil = Map.of("README.txt", "evil", "entries.jsonl", "{\"position\":1,\"evil\":true}\n");
        byte[] hidden = Zips.withoutDirectory(Zips.write(folder.resolve("evil.zip"), new TreeMap<>(evil)));
        int behind = Zips.withoutDirectory(clean).length;
        damaged(Zips.insert(clean, folder.resolve("hidden.zip"), behind, hidden));
        damaged(Zips.insert(clean, folder.resolve("hidden.zip"), 0, hidden));
        damaged(Zips.insert(clean, folder.resolve("hidden.zip"), 0, "#!/bin/sh\n".getBytes(UTF_8)));
        byte[] all = Files.readAllBytes(clean);
        byte[] longer = Arrays.copyOf(all, all.length + 1);
        damaged(Files.write(folder.resolve("hidden.zip"), longer));
        String bytes = Files.readString(clean, ISO_8859_1);
        damaged(Files.writeString(
                folder.resolve("hidden.zip"), bytes.replaceFirst("README\\.txt", "README.exe"), ISO_8859_1));
    }

    /** The packed bytes of a file end by themselves, and its directory may say that they end later. */
    @Test
    void refusesFilesInsideOfAFile() throws Exception {
        Path two = folder.resolve("two.zip");
        // The directory's last file takes in what stands behind it.
        byte[] evil = Zips.withoutDirectory(Zips.write(folder.resolve("evil.zip"), Map.of("README.txt", "evil")));
        int behind = Zips.withoutDirectory(clean).length;
        var hidden = ByteBuffer.wrap(Files.readAllBytes(Zips.insert(clean, two, behind, evil)))
                .order(ByteOrder.LITTLE_ENDIAN);
        int last = Zips.last(hidden);
        hidden.putInt(last + 20, hidden.getInt(last + 20) + evil.length);
        damaged(Files.write(two, hidden.array()));
    }

    @Test
    void refusesWhatIsNoPlainFile() throws Exception {
        for (int mode : List.of(0120777, 0040755, 0010644, 0104755)) {
            Path special = Zips.mode(
                    Files.write(folder.resolve("special.zip"), Files.readAllBytes(clean)), "README.txt", mode);
            assertThat(damaged(special)).contains("Something else than a plain file: README.txt");
        }
        Path plain =
                Zips.mode(Files.write(folder.resolve("plain.zip"), Files.readAllBytes(clean)), "README.txt", 0100644);
        assertThat(verify(plain.toString(), "--key", key()).code()).isZero();
    }

    /** More files than a directory could number once; nothing of it is damage. */
    @Test
    void readsADirectoryOfTheLargeKind() throws Exception {
        Map<String, String> files = Zips.read(clean);
        for (int i = 0; i < 66_000; i++) {
            String text = "content " + i;
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            files.put("content/" + HexFormat.of().formatHex(digest), text);
        }
        Path large = older(files);
        var result = verify(large.toString(), "--key", key(), "--lang", "en");
        assertThat(result.code()).describedAs(result.output()).isZero();
        byte[] all = Files.readAllBytes(large);
        int end = all.length - 22 - 20 - 56;
        var wide = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wide.getInt(end)).isEqualTo(0x06064b50);
        wide.putLong(end + 4, 45);
        damaged(Files.write(large, all));
    }

    /** As other writers leave them: sizes before the file, nothing packed. */
    @Test
    void readsFilesThatAreOnlyStored() throws Exception {
        Path stored = Zips.store(folder.resolve("stored.zip"), Zips.read(clean));
        assertThat(verify(stored.toString(), "--key", key()).code()).isZero();
    }

    /** What is only stored ends where it says. If it says so behind itself, a reader from the front takes what looks like that for its end. */
    @Test
    void refusesFilesThatAreStoredAndSayBehindThemselvesWhereTheyEnd() throws Exception {
        Path stored = Zips.store(folder.resolve("stored.zip"), Zips.read(clean));
        var bytes = ByteBuffer.wrap(Files.readAllBytes(stored)).order(ByteOrder.LITTLE_ENDIAN);
        int last = Zips.last(bytes);
        var said = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(0x08074b50);
        said.put(bytes.array(), last + 16, 12);
        bytes.putShort(last + 8, (short) (bytes.getShort(last + 8) | 8));
        int there = bytes.getInt(last + 42);
        bytes.putShort(there + 6, (short) (bytes.getShort(there + 6) | 8));
        Files.write(stored, bytes.array());
        Path behind = folder.resolve("behind.zip");
        damaged(Zips.insert(stored, behind, Zips.withoutDirectory(stored).length, said.array()));
    }

    /** Some readers take a file to be large, and what it says behind itself to be wider, because an extra in front speaks of large numbers. */
    @Test
    void refusesFilesThatAreLargeToSomeReadersOnly() throws Exception {
        for (int narrow : List.of(0, -1)) {
            byte[] all = Files.readAllBytes(clean);
            var bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
            int there = bytes.getInt(Zips.last(bytes) + 42);
            int extra = bytes.getShort(there + 28);
            bytes.putShort(there + 28, (short) (extra + 20));
            bytes.putInt(there + 18, narrow);
            bytes.putInt(there + 22, narrow);
            Path changed = Files.write(folder.resolve("changed.zip"), all);
            var wide = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
            wide.putShort((short) 1).putShort((short) 16);
            damaged(Zips.insert(
                    changed,
                    folder.resolve("wide.zip"),
                    there + 30 + bytes.getShort(there + 26) + extra,
                    wide.array()));
        }
    }

    /** A proof has room for a line of anything, of which neither tree nor manifest says a word. */
    @Test
    void refusesAProofWithMoreInIt() throws Exception {
        Map<String, String> files = Zips.read(clean);
        Zips.change(files, "proofs/7.tlog-proof", text -> text.replaceFirst("\nindex ", "\nextra anything\nindex "));
        var result = verify(Zips.write(folder.resolve("more.zip"), files).toString(), "--key", key(), "--lang", "en");
        assertThat(result.code()).describedAs(result.output()).isEqualTo(3);
        assertThat(result.output().lines().filter(said -> said.contains(" ! ")))
                .containsExactly("  ! There is more than a proof in the file proofs/7.tlog-proof");
    }

    /** The tar of macOS and of Windows reads tapes, disks and zips, and looks for itself what a file is. */
    @Test
    void refusesAZipThatIsATapeArchiveOrADiskAsWell() throws Exception {
        var files = new LinkedHashMap<String, String>();
        Map<String, String> own = Zips.read(clean);
        Path tape = folder.resolve("tape.zip");
        // The sum over the first 512 bytes stands at 148 in them; the page's text is changed until it does.
        int name = 30 + "README.txt".length();
        int expected = 0;
        int sum = -1;
        for (int i = 0; sum != expected && i < 100_000; i++) {
            expected = i == 1 ? sum : expected;
            String stated = "%06o\0 ".formatted(expected);
            String page = "%07d".formatted(i) + "a".repeat(148 - name - 7) + stated + "b".repeat(400);
            files.put("README.txt", page);
            byte[] block = Arrays.copyOf(Files.readAllBytes(Zips.store(tape, files)), 512);
            Arrays.fill(block, 148, 156, (byte) ' ');
            sum = 0;
            for (byte b : block) {
                sum += b & 0xff;
            }
        }
        assertThat(sum).isEqualTo(expected);
        own.remove("README.txt");
        files.putAll(own);
        assertThat(damaged(Zips.store(tape, unnamed(files)))).contains("an archive of another kind");
        files.clear();
        files.put("README.txt", "a".repeat(32_769 - 30 - "README.txt".length()) + "CD001");
        files.putAll(own);
        assertThat(damaged(Zips.store(tape, unnamed(files)))).contains("an archive of another kind");
    }

    private static String damaged(Path bundle) {
        var result = verify(bundle.toString(), "--key", key(), "--lang", "en");
        assertThat(result.output()).contains("DAMAGED: ");
        assertThat(result.code()).isEqualTo(1);
        return result.output();
    }

    @Test
    void refusesABombBeforeItFillsMemory() throws Exception {
        Path bomb = folder.resolve("bomb.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            for (var file : Zips.read(clean).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                if (file.getKey().equals("entries.jsonl")) {
                    byte[] blanks = new byte[1 << 20];
                    Arrays.fill(blanks, (byte) ' ');
                    for (int i = 0; i < 80; i++) {
                        zip.write(blanks);
                    }
                } else {
                    zip.write(file.getValue().getBytes(UTF_8));
                }
                zip.closeEntry();
            }
        }
        assertThat(verify(bomb.toString(), "--key", key()).code()).isEqualTo(1);
    }

    @Test
    void doesNotLetABundleSteerTheTerminal() throws Exception {
        Map<String, String> files = Zips.read(clean);
        Zips.change(files, "entries.jsonl", text -> text.replaceFirst("PostDrafted", "\\\\u001b[31mRed\\\\u202e"));
        var result = verify(Zips.write(folder.resolve("hostile.zip"), files).toString(), "--key", key());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).doesNotContain("\u001b").doesNotContain("\u202e");
    }

    /** Also where a bundle cannot be read, or is read before it is known whose it is. */
    @Test
    void doesNotLetABundleSteerTheTerminalByWhatIsWrongWithIt() throws Exception {
        String evil = "\u001b[2J\u009b31m\u202e\u2028VERIFIED";
        var ways = Map.<String, UnaryOperator<String>>of(
                "keys.txt", text -> "log " + evil + "\n",
                "checkpoint", text -> evil.replace("\u001b", "") + text,
                "manifest", text -> text.replace("\nsize ", "\n\u009b31m\u202e\u2028 "));
        for (var way : ways.entrySet()) {
            Map<String, String> files = Zips.read(clean);
            Zips.change(files, way.getKey(), way.getValue());
            plain(verify(Zips.write(folder.resolve("hostile.zip"), files).toString()));
        }
        Map<String, String> files = Zips.read(clean);
        files.put(evil, "");
        plain(verify(Zips.write(folder.resolve("hostile.zip"), files).toString()));
        plain(verify(clean.toString(), "--key", evil));
        plain(verify(clean.toString(), "--quorum", evil));
        plain(verify(folder.resolve("no\u001b[2Jsuch.zip").toString()));
        var long1 = verify(clean.toString(), "--key", "k".repeat(10_000));
        assertThat(long1.output().length()).isLessThan(600);
        assertThat(long1.output()).contains("\u2026");
    }

    private static void plain(ShippedVerifier.Result result) {
        assertThat(result.code()).describedAs(result.output()).isNotZero();
        assertThat(result.output().replaceAll("\r?\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    }

    private static Path bundle(BundleRequest request, String name) throws Exception {
        return ledger.bundle(ledger.database.service(), ledger.signer, request, name);
    }

    private static String key() {
        return ledger.signer.key().text();
    }

    private static String head() {
        try {
            return ledger.earlierHead().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ShippedVerifier.Result verify(String... arguments) {
        return ShippedVerifier.run(arguments);
    }
}
