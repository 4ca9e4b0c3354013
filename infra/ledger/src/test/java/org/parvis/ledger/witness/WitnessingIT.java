package org.parvis.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.ledger.Entries;
import org.parvis.ledger.LedgerDatabase;
import org.parvis.ledger.LedgerSchema;
import org.parvis.ledger.LedgerSignal;
import org.parvis.ledger.LedgerWriter;
import org.parvis.ledger.bundle.BundleRequest;
import org.parvis.ledger.bundle.BundleScope;
import org.parvis.ledger.bundle.BundleWriter;
import org.parvis.ledger.bundle.ShippedVerifier;
import org.parvis.ledger.tree.Checkpoints;
import org.parvis.ledger.tree.Notary;
import org.parvis.ledger.tree.NoteKey;
import org.parvis.ledger.tree.NoteSigner;

/** The ledger and a witness that runs in a process of its own. */
class WitnessingIT {

    private static final String ORIGIN = "ledger.example/parvis";

    @TempDir
    Path folder;

    private NoteSigner signer;
    private final List<WitnessProcess> started = new ArrayList<>();
    private LedgerDatabase database;
    private long written;

    @BeforeEach
    void prepare() {
        signer = NoteSigner.ofLedger(ORIGIN, folder.resolve("ledger.pem"));
        database = ledger();
    }

    @AfterEach
    void stop() {
        started.forEach(WitnessProcess::kill);
    }

    private static LedgerDatabase ledger() {
        LedgerDatabase database = LedgerDatabase.create();
        LedgerSchema.grantNotary(database.owner(), "service");
        return database;
    }

    private void grow(LedgerDatabase ledger, String aggregate, long from, long to) {
        var signal = new LedgerSignal();
        try (var writer = new LedgerWriter(ledger.service(), signal);
                var notary = new Notary(ledger.service(), signal, signer, Clock.systemUTC())) {
            writer.append(LongStream.range(from, to)
                    .mapToObj(i -> Entries.entry(aggregate, i))
                    .toList());
            notary.seal();
        }
    }

    private void grow(int count) {
        grow(database, "a", written, written + count);
        written += count;
    }

    @Test
    void keepsWhatTheWitnessSignsAndBundlesCarryIt() throws Exception {
        WitnessProcess witness = witness("w", 0);
        try (var witnessing = witnessing(database, witness)) {
            grow(10);
            witnessing.show();
            grow(10);
            witnessing.show();
            assertThat(new Checkpoints(database.service()).lastSeen())
                    .singleElement()
                    .satisfies(seen -> {
                        assertThat(seen.witness()).isEqualTo(witness.key().name());
                        assertThat(seen.size()).isEqualTo(20);
                    });
            assertThat(witnessing.troubles()).isEmpty();
        }
        // The newest head is not witnessed yet; what is asked for lies inside the one that is.
        grow(10);
        var range = BundleRequest.of(new BundleScope.Range(3, 20)).since(10).witnessedBy(List.of(witness.key()));
        Path bundle = bundle(range, "witnessed.zip");
        var good = verify(bundle, "--witness", witness.key().text());
        assertThat(good.code()).describedAs(good.output()).isZero();
        assertThat(good.output()).contains("Witnesses who confirmed the head: 1/1");
        // Beyond it only the ledger's own word is to be had, and a reader who demands a witness hears so.
        Path beyond = bundle(
                BundleRequest.of(new BundleScope.Range(3, 25)).witnessedBy(List.of(witness.key())), "beyond.zip");
        assertThat(verify(beyond).code()).isZero();
        assertThat(verify(beyond, "--witness", witness.key().text()).code()).isEqualTo(7);
    }

    @Test
    void goesOnWithoutAWitnessAndCatchesUpLater() throws Exception {
        WitnessProcess witness = witness("w", 0);
        grow(5);
        try (var witnessing = witnessing(database, witness)) {
            witnessing.show();
            witness.kill();
            grow(5);
            witnessing.show();
            assertThat(witnessing.troubles()).containsEntry(witness.key().name(), Witnessing.Trouble.SILENT);
            grow(5);
            witness("w", witness.port());
            witnessing.show();
            assertThat(witnessing.troubles()).isEmpty();
            assertThat(new Checkpoints(database.service()).lastSeen().getFirst().size())
                    .isEqualTo(15);
        }
    }

    @Test
    void hearsFromTheWitnessThatTheLedgerWasRewrittenOrShortened() throws Exception {
        WitnessProcess witness = witness("w", 0);
        grow(20);
        show(database, witness);
        LedgerDatabase shortened = ledger();
        grow(shortened, "a", 0, 12);
        assertThat(show(shortened, witness)).containsValue(Witnessing.Trouble.AHEAD);
        LedgerDatabase other = ledger();
        grow(other, "b", 0, 20);
        assertThat(show(other, witness)).containsValue(Witnessing.Trouble.CONTRADICTS);
        LedgerDatabase restored = ledger();
        grow(restored, "b", 0, 30);
        assertThat(show(restored, witness)).containsValue(Witnessing.Trouble.CONTRADICTS);
        assertThat(new Checkpoints(restored.service()).lastSeen()).isEmpty();
        grow(1);
        assertThat(show(database, witness)).isEmpty();
    }

    @Test
    void isToldWhenTheWitnessKnowsItByAnotherKey() throws Exception {
        var stranger = NoteSigner.ofLedger(ORIGIN, folder.resolve("stranger.pem"));
        WitnessProcess witness = start("w", 0, stranger.key());
        grow(3);
        assertThat(show(database, witness)).containsValue(Witnessing.Trouble.STRANGER);
    }

    /** Whatever was confirmed before a kill is remembered after it: no moment between signing and storing. */
    @Test
    void remembersEveryConfirmationThroughKills() throws Exception {
        var log = new GrowingLog(signer, "leaf", 4_000);
        var random = new Random(7);
        int confirmed = 0;
        int answered = 0;
        WitnessProcess witness = witness("w", 0);
        for (int kill = 0; kill < 6; kill++) {
            WitnessProcess running = witness;
            Thread killer = Thread.ofPlatform().start(() -> {
                try {
                    Thread.sleep(100 + random.nextInt(250));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                running.kill();
            });
            int at = confirmed;
            try (var client = HttpClient.newHttpClient()) {
                while (at + 1 < 4_000) {
                    var answer = send(client, running, log.submission(at, at + 1));
                    if (answer.statusCode() == 409) {
                        // Kept before the kill, but the answer was lost.
                        at = Integer.parseInt(answer.body().strip());
                        continue;
                    }
                    assertThat(answer.statusCode()).isEqualTo(200);
                    confirmed = ++at;
                    answered++;
                }
            } catch (IOException e) {
                // Killed.
            }
            killer.join();
            witness = witness("w", 0);
            try (var client = HttpClient.newHttpClient()) {
                var remembered = send(client, witness, log.submission(confirmed + 2, confirmed + 3));
                assertThat(remembered.statusCode()).isEqualTo(409);
                int size = Integer.parseInt(remembered.body().strip());
                assertThat(size).isBetween(confirmed, confirmed + 1);
                if (confirmed > 0) {
                    var fork = send(client, witness, log.forkedAt(confirmed - 1).submission(size, size + 5));
                    assertThat(fork.statusCode())
                            .describedAs("a fork of what was confirmed")
                            .isEqualTo(422);
                }
                confirmed = size;
            }
        }
        assertThat(answered).isPositive();
    }

    private Map<String, Witnessing.Trouble> show(LedgerDatabase ledger, WitnessProcess witness) {
        try (var witnessing = witnessing(ledger, witness)) {
            witnessing.show();
            return witnessing.troubles();
        }
    }

    private static Witnessing witnessing(LedgerDatabase ledger, WitnessProcess witness) {
        return new Witnessing(ledger.service(), List.of(new WitnessAddress(witness.url(), witness.key())));
    }

    private static HttpResponse<String> send(HttpClient client, WitnessProcess to, Submission submission)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(to.url().resolve("/add-checkpoint"))
                        .POST(HttpRequest.BodyPublishers.ofString(submission.body(), UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Path bundle(BundleRequest request, String name) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            new BundleWriter(database.service(), signer).write(request, out);
        }
        return file;
    }

    private ShippedVerifier.Result verify(Path bundle, String... more) throws IOException {
        var arguments =
                new ArrayList<>(List.of(bundle.toString(), "--key", signer.key().text(), "--lang", "en"));
        arguments.addAll(List.of(more));
        return ShippedVerifier.run(arguments.toArray(String[]::new));
    }

    private WitnessProcess witness(String data, int port) throws Exception {
        return start(data, port, signer.key());
    }

    private WitnessProcess start(String data, int port, NoteKey log) throws Exception {
        var process = WitnessProcess.start(folder.resolve(data), port, log);
        started.add(process);
        return process;
    }

    /** A witness in a JVM of its own. */
    private record WitnessProcess(Process process, NoteKey key, int port) {

        static WitnessProcess start(Path data, int port, NoteKey log) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            WitnessServer.class.getName(),
                            "--data",
                            data.toString(),
                            "--log",
                            log.text(),
                            "--name",
                            "w.example/one",
                            "--port",
                            Integer.toString(port))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            @SuppressWarnings("resource") // lives as long as the process
            BufferedReader lines = process.inputReader();
            NoteKey key = null;
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("witness ")) {
                    key = NoteKey.parse(line.substring(8));
                } else if (line.startsWith("listens on port ")) {
                    int bound = Integer.parseInt(line.substring(16));
                    return new WitnessProcess(process, Objects.requireNonNull(key), bound);
                }
                line = lines.readLine();
            }
            throw new IOException("The witness did not start");
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + port);
        }

        void kill() {
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
