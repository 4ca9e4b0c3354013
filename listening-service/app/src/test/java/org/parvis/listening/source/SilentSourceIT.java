package org.parvis.listening.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.boot.testing.TestMembers.inFrench;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.ListeningApplication;
import org.parvis.test.SilentServer;

/** Somebody tries a source whose server takes the call and says nothing; each fetch alone might wait for it for twenty seconds. */
@SuppressWarnings("NullAway.Init")
class SilentSourceIT {

    private static final String BRAND = "helianthe";
    private static final Actor ADA = TestMembers.member("ada", Role.ADMIN, BRAND);
    private static final Actor BEN = TestMembers.member("ben", Role.ADMIN, BRAND);

    private static SilentServer server;
    private static RunningService listening;

    @BeforeAll
    static void start() {
        server = new SilentServer();
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of(
                        "parvis.listening.allow", server.place(),
                        "parvis.listening.look-every", "PT1H",
                        "parvis.listening.alert-every", "PT10H",
                        "parvis.waiting.patience", "PT1.5S"),
                beans -> {});
    }

    @AfterAll
    static void stop() {
        listening.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"IMAP, server, imap", "FEED, url, http", "DISCOURSE, url, http"})
    void isToldThatItDidNotAnswerInTime(String connector, String setting, String protocol) {
        var answer = tries(ADA, connector, setting, protocol);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("fetcher.failed.TIMEOUT", "did not answer completely in time");
    }

    @Test
    void isToldSoOnThePageToo() {
        var form = "brand=helianthe&connector=IMAP&user=u&password=x&server="
                + URLEncoder.encode("imap://" + server.place(), StandardCharsets.UTF_8);
        var page = listening.submit(inFrench(ADA), "/listening/sources/trial", form);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Le serveur n’a pas répondu entièrement dans le temps imparti");
    }

    @Test
    void waitsForNoMoreThanTwoAtOnce() {
        var before = server.taken();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var waiting = List.of(
                CompletableFuture.supplyAsync(() -> tries(ADA, "IMAP", "server", "imap"), threads),
                CompletableFuture.supplyAsync(() -> tries(ADA, "IMAP", "server", "imap"), threads));
        eventually(() -> assertThat(server.taken()).isEqualTo(before + 2));

        var third = tries(ADA, "IMAP", "server", "imap");
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        assertThat(third.body()).contains("TOO_MANY_WAIT", "nobody waits for more than two");
        assertThat(tries(inFrench(ADA), "IMAP", "server", "imap").body()).contains("nul n’en attend plus de deux");
        assertThat(server.taken()).as("nobody was asked").isEqualTo(before + 2);

        assertThat(tries(BEN, "IMAP", "server", "imap").statusCode())
                .as("somebody else")
                .isEqualTo(200);
        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer.join().body()).contains("fetcher.failed.TIMEOUT"));
        assertThat(tries(ADA, "IMAP", "server", "imap").statusCode())
                .as("the places are free again")
                .isEqualTo(200);
    }

    private static HttpResponse<String> tries(Actor actor, String connector, String setting, String protocol) {
        var account = connector.equals("IMAP") ? ",\"user\":\"u\"},\"credentials\":{\"password\":\"x\"}" : "}";
        return listening.post(
                actor,
                "/api/listening/sources/trial",
                "{\"brand\":\"%s\",\"connector\":\"%s\",\"settings\":{\"%s\":\"%s://%s\"%s}"
                        .formatted(BRAND, connector, setting, protocol, server.place(), account));
    }
}
