package org.parvis.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.parvis.ledger.EventFormat;
import org.parvis.ledger.LedgerReader;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerStorageEngine;
import org.parvis.ledger.LedgerWriter;
import org.parvis.ledger.TimeOrderedIdentifiers;
import org.parvis.ledger.bundle.BundleRequest;
import org.parvis.ledger.bundle.BundleScope;
import org.parvis.ledger.bundle.BundleWriter;
import org.parvis.ledger.tree.Notary;
import org.parvis.ledger.tree.NoteSigner;

/**
 * How long an auditor waits for the verifier over a whole ledger (promise P7): written by the product, bundled by the product, and
 * verified in a process of its own with one gigabyte of heap, from the source file that lies in the bundle.
 *
 * <p>Beside it, in the same run, what nobody could do without: unpacking every file of the bundle and hashing it once.
 */
final class BundleBenchmark {

    private static final int BATCH = 1_000;
    private static final int MEGABYTES = 1_024;

    private final Database database;
    private final int entries;

    BundleBenchmark(Database database, int entries) {
        this.database = database;
        this.entries = entries;
    }

    /** True when the auditor waits no longer than {@code most} seconds. */
    boolean run(double most, PrintStream out) throws Exception {
        Path folder = Files.createTempDirectory("bundle");
        try {
            Path bundle = folder.resolve("bundle.zip");
            Path verifier = folder.resolve("Verifier.java");
            Files.writeString(verifier, BundleWriter.verifierSource());
            long start = System.nanoTime();
            String key = bundle(bundle);
            out.printf(
                    Locale.ROOT,
                    "  %,d entries written, sealed and bundled in %.0f s: %,d MB%n",
                    entries,
                    seconds(start),
                    Files.size(bundle) >> 20);
            // The file is in the page cache from now on, for both sides.
            double plain = hashed(bundle);
            double verified = verified(verifier, bundle, key, folder, out);
            plain = Math.min(plain, hashed(bundle));
            String verdict = verified <= most ? "met" : "MISSED";
            out.printf(
                    Locale.ROOT,
                    "  %-50s %,9.0f/s  %.1f s%n  %-50s %,9.0f/s  %.1f s, must %.0f: %s; %.1f times as long%n",
                    "SHA-256 of every file of the bundle, one thread",
                    entries / plain,
                    plain,
                    "verifier, " + MEGABYTES + " MB of heap",
                    entries / verified,
                    verified,
                    most,
                    verdict,
                    verified / plain);
            return verified <= most;
        } finally {
            delete(folder);
        }
    }

    private String bundle(Path file) throws Exception {
        database.emptyLedger();
        var signal = new LedgerSignal();
        var serializer = Jackson3Serializer.builder().build();
        var signer = NoteSigner.ofLedger("benchmark.example/ledger", file.resolveSibling("key.pem"));
        try (HikariDataSource pool = database.pool(4);
                var writer = new LedgerWriter(pool, signal);
                var notary = new Notary(pool, signal, signer, Clock.systemUTC());
                var zip = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            var engine = new LedgerStorageEngine(writer, new LedgerReader(pool), pool, EventFormat.of(serializer));
            var random = new SplittableRandom(11);
            for (int done = 0; done < entries; done += BATCH) {
                engine.appendEvents(batch(random, done, Math.min(BATCH, entries - done)));
            }
            notary.seal();
            new BundleWriter(pool, signer).write(BundleRequest.of(new BundleScope.Range(1, entries)), zip);
        }
        return signer.key().toString();
    }

    private static List<DomainEventMessage<MentionCollected>> batch(SplittableRandom random, int done, int count) {
        var batch = new ArrayList<DomainEventMessage<MentionCollected>>(count);
        String aggregate = "";
        for (int i = 0; i < count; i++) {
            if (i % 10 == 0) {
                aggregate = TimeOrderedIdentifiers.next().toString();
            }
            batch.add(new GenericDomainEventMessage<>(
                    "Mention", aggregate, i % 10, MentionCollected.random(random, done + i)));
        }
        return batch;
    }

    private static double hashed(Path bundle) throws IOException, NoSuchAlgorithmException {
        long start = System.nanoTime();
        byte[] buffer = new byte[1 << 16];
        var digest = MessageDigest.getInstance("SHA-256");
        try (var zip = new ZipFile(bundle.toFile())) {
            for (var files = zip.entries(); files.hasMoreElements(); ) {
                try (var in = zip.getInputStream(files.nextElement())) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        digest.update(buffer, 0, n);
                    }
                }
                digest.digest();
            }
        }
        return seconds(start);
    }

    private static double verified(Path verifier, Path bundle, String key, Path folder, PrintStream out)
            throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + MEGABYTES + "m",
                        verifier.toString(),
                        bundle.toString(),
                        "--key",
                        key,
                        "--lang",
                        "en")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The verifier has not come to an end in ten minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        double seconds = seconds(start);
        String text = Files.readString(said, StandardCharsets.UTF_8);
        if (process.exitValue() != 0 || !text.contains("VERIFIED")) {
            throw new IllegalStateException("The verifier says: " + text);
        }
        text.lines().forEach(line -> out.println("    " + line));
        return seconds;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            files.forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Files.delete(folder);
    }
}
