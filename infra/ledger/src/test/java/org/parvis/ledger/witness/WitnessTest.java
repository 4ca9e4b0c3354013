package org.parvis.ledger.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.ledger.tree.NoteKey;
import org.parvis.ledger.tree.NoteSigner;
import org.parvis.ledger.tree.SignedNote;

class WitnessTest {

    private static final String ORIGIN = "ledger.example/parvis";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private NoteSigner signer;
    private GrowingLog log;
    private WitnessServer witness;

    @BeforeEach
    void start() throws Exception {
        signer = NoteSigner.ofLedger(ORIGIN, folder.resolve("ledger.pem"));
        log = new GrowingLog(signer, "leaf", 300);
        witness = open("witness", signer.key());
    }

    @AfterEach
    void stop() {
        witness.close();
        http.close();
    }

    private WitnessServer open(String data, NoteKey key) throws Exception {
        return WitnessServer.start(
                new WitnessServer.Settings(folder.resolve(data), List.of(key), "w.example/one", "127.0.0.1", 0),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void confirmsWhatContinuesTheLastHead() throws Exception {
        long old = 0;
        for (int size : new int[] {1, 2, 7, 8, 9, 100, 256, 300}) {
            Submission submission = log.submission(old, size);
            var answer = send(submission);
            assertThat(answer.statusCode()).describedAs("%d", size).isEqualTo(200);
            var line = SignedNote.parseLine(answer.body().stripTrailing());
            assertThat(new SignedNote(submission.head().text(), List.of(line)).isSignedBy(witness.key()))
                    .isTrue();
            assertThat(ByteBuffer.wrap(line.signature()).getLong()).isEqualTo(NOON.getEpochSecond());
            old = size;
        }
    }

    @Test
    void doesNotKnowOtherLedgers() throws Exception {
        var other = NoteSigner.ofLedger("other.example/log", folder.resolve("other.pem"));
        assertThat(send(new GrowingLog(other, "x", 5).submission(0, 5)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void demandsTheLedgersSignature() throws Exception {
        var thief = NoteSigner.ofLedger(ORIGIN, folder.resolve("thief.pem"));
        assertThat(send(new GrowingLog(thief, "leaf", 5).submission(0, 5)).statusCode())
                .isEqualTo(403);
        var good = log.submission(0, 5);
        var resigned = new Submission(
                0,
                List.of(),
                new SignedNote(
                        good.head().text().replace("\n5\n", "\n6\n"),
                        good.head().signatures()));
        assertThat(send(resigned).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesWhatIsNoSubmission() throws Exception {
        String good = log.submission(0, 5).body();
        for (String bad : List.of(
                "",
                "old 0",
                good.replace("old 0", "old 00"),
                good.replace("old 0", "old -1"),
                good.replace("old 0", "new 0"),
                good.replace("old 0\n", "old 0\nxyz\n"),
                good.replace("old 0\n", "old 0\n" + "A".repeat(44) + "\n"),
                good.replace("old 0\n", "old 0\n" + (HASH + "\n").repeat(64)),
                good.replace("\n5\n", "\n05\n"),
                good.substring(0, good.indexOf('\u2014')),
                log.submission(0, 5).body().replace("old 0", "old 6"))) {
            assertThat(send(bad).statusCode()).describedAs(bad).isEqualTo(400);
        }
        assertThat(send("x".repeat(70_000)).statusCode()).isEqualTo(413);
        var get = HttpRequest.newBuilder(address()).GET().build();
        assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    private static final String HASH = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @Test
    void saysWhichSizeItRemembers() throws Exception {
        assertThat(send(log.submission(3, 5)).body()).isEqualTo("0\n");
        send(log.submission(0, 10));
        for (long wrong : new long[] {0, 9, 11}) {
            var answer = send(log.submission(wrong, 20));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).isEqualTo("10\n");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        }
    }

    @Test
    void confirmsNoRollBack() throws Exception {
        send(log.submission(0, 10));
        var back = send(log.submission(5, 5));
        assertThat(back.statusCode()).isEqualTo(409);
        assertThat(back.body()).isEqualTo("10\n");
        assertThat(send(log.submission(0, 5)).statusCode()).isEqualTo(409);
        assertThat(send(log.submission(10, 5)).statusCode()).isEqualTo(400);
        assertThat(send(log.submission(10, 10)).statusCode()).isEqualTo(200);
    }

    @Test
    void confirmsNoFork() throws Exception {
        send(log.submission(0, 10));
        GrowingLog fork = log.forkedAt(7);
        var sameSize = send(fork.submission(10, 10));
        assertThat(sameSize.statusCode()).isEqualTo(409);
        assertThat(sameSize.body()).isEqualTo("10\n");
        assertThat(send(fork.submission(10, 20)).statusCode()).isEqualTo(422);
        assertThat(send(log.submission(10, 20)).statusCode())
                .describedAs("the honest story goes on")
                .isEqualTo(200);
        assertThat(send(log.forkedAt(20).submission(20, 30)).statusCode())
                .describedAs("what begins where the last head ends is no fork yet")
                .isEqualTo(200);
    }

    @Test
    void demandsAProofThatHolds() throws Exception {
        send(log.submission(0, 10));
        Submission good = log.submission(10, 20);
        var shorter = new Submission(10, good.proof().subList(1, good.proof().size()), good.head());
        var changed = new ArrayList<>(good.proof());
        Collections.reverse(changed);
        assertThat(send(shorter).statusCode()).isEqualTo(422);
        assertThat(send(new Submission(10, changed, good.head())).statusCode()).isEqualTo(422);
        assertThat(send(good).statusCode()).isEqualTo(200);
        var first = open("second", signer.key());
        try (first) {
            var withProof = new Submission(0, good.proof(), good.head());
            assertThat(send(first, withProof.body()).statusCode())
                    .describedAs("from nothing there is nothing to prove")
                    .isEqualTo(422);
        }
    }

    @Test
    void answersAReplayWithTheSizeItRemembers() throws Exception {
        Submission first = log.submission(0, 10);
        send(first);
        Submission second = log.submission(10, 20);
        assertThat(send(second).statusCode()).isEqualTo(200);
        assertThat(send(second).body()).isEqualTo("20\n");
        assertThat(send(first).body()).isEqualTo("20\n");
        assertThat(send(log.submission(20, 20)).statusCode()).isEqualTo(200);
    }

    @Test
    void letsOneOfManyAtATimeContinue() throws Exception {
        send(log.submission(0, 10));
        var answers = new ArrayList<Future<Integer>>();
        var statuses = new ArrayList<Integer>();
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int size = 11; size <= 60; size++) {
                Submission submission = log.submission(10, size);
                answers.add(many.submit(() -> send(submission).statusCode()));
            }
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).hasSize(50).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @Test
    void remembersAcrossRestarts() throws Exception {
        send(log.submission(0, 10));
        NoteKey key = witness.key();
        witness.close();
        // What a power cut may leave behind.
        Files.writeString(folder.resolve("witness").resolve("next"), "ledger.example/par");
        witness = open("witness", signer.key());
        assertThat(witness.key()).isEqualTo(key);
        assertThat(send(log.submission(0, 12)).body()).isEqualTo("10\n");
        assertThat(send(log.forkedAt(3).submission(10, 12)).statusCode()).isEqualTo(422);
        assertThat(send(log.submission(10, 12)).statusCode()).isEqualTo(200);
    }

    @Test
    void confirmsNothingThatItCannotRemember() throws Exception {
        send(log.submission(0, 10));
        Files.createDirectories(folder.resolve("witness").resolve("next").resolve("in-the-way"));
        assertThat(send(log.submission(10, 20)).statusCode()).isEqualTo(500);
        Files.delete(folder.resolve("witness").resolve("next").resolve("in-the-way"));
        Files.delete(folder.resolve("witness").resolve("next"));
        assertThat(send(log.submission(10, 20)).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsItsMemoryApart() throws Exception {
        assertThatThrownBy(() -> open("witness", signer.key())).hasMessageContaining("Another witness");
        Files.createDirectories(folder.resolve("parvis").resolve("postgres"));
        assertThatThrownBy(() -> open("parvis/witness", signer.key())).hasMessageContaining("belongs to a ledger");
        Files.createDirectories(folder.resolve("cluster").resolve("keys"));
        Files.writeString(folder.resolve("cluster").resolve("keys").resolve("notary.key"), "secret");
        assertThatThrownBy(() -> open("cluster/keys/w", signer.key())).hasMessageContaining("belongs to a ledger");
    }

    @Test
    void readsHowItIsToRun() {
        var settings = WitnessServer.Settings.parse(
                "--data", "w", "--log", signer.key().text(), "--name", "a.example/w", "--port", "9");
        assertThat(settings.logs()).containsExactly(signer.key());
        assertThat(settings.port()).isEqualTo(9);
        for (String[] wrong :
                new String[][] {{}, {"--data", "w"}, {"--data"}, {"--what", "x"}, {"--log", "nonsense"}}) {
            assertThatThrownBy(() -> WitnessServer.Settings.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(WitnessAddress.parse(" \n# none\n;http://w:1 " + witness.key()))
                .hasSize(1);
        assertThatThrownBy(() -> WitnessAddress.parse("http://w:1 " + signer.key()))
                .hasMessageContaining("Not the key of a witness");
        assertThatThrownBy(() -> WitnessAddress.parse("file:///etc " + witness.key()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private HttpResponse<String> send(Submission submission) throws Exception {
        return send(submission.body());
    }

    private HttpResponse<String> send(String body) throws Exception {
        return send(witness, body);
    }

    private HttpResponse<String> send(WitnessServer to, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + "/add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + witness.port() + "/add-checkpoint");
    }
}
