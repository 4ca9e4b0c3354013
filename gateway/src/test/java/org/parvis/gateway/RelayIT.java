package org.parvis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.trace.Trace;
import org.parvis.gateway.testing.Browser;
import org.parvis.gateway.testing.TestHouse;

class RelayIT {

    private static TestHouse house;
    private static Browser browser;

    /** The same person before the gateway with little patience. */
    private static Browser hurried;

    @BeforeAll
    static void open() {
        house = TestHouse.get();
        browser = house.signedIn();
        hurried = browser.at(house.lonelyAddress);
    }

    @Test
    void letsNothingAClientInventedPassForItsOwnWord() {
        var forged = Map.ofEntries(
                Map.entry("Authorization", "Bearer aaa.bbb.ccc"),
                Map.entry("X-User", "root"),
                Map.entry("X-Forwarded-For", "6.6.6.6"),
                Map.entry("X-Forwarded-Host", "evil.example"),
                Map.entry("X-Forwarded-Proto", "https"),
                Map.entry("X-Forwarded-Prefix", "/evil"),
                Map.entry("Forwarded", "for=6.6.6.6;host=evil.example"),
                Map.entry("X-Parvis-Csrf", "mine"),
                Map.entry("X-Parvis-Local", "secret"),
                Map.entry("X-Real-IP", "6.6.6.6"),
                Map.entry("X-HTTP-Method-Override", "DELETE"),
                Map.entry("X-Original-URL", "/internal/identity/tokens"),
                Map.entry("Proxy-Authorization", "Basic eA=="),
                Map.entry("HX-Target", "pane"),
                Map.entry("If-Match", "\"3\""),
                Map.entry("Idempotency-Key", "k-1"),
                Map.entry("webhook-id", "call-1"),
                Map.entry("webhook-timestamp", "1700000000"),
                Map.entry("webhook-signature", "v1,c2ln"),
                Map.entry("X-Signature-256", "sha256=00"));
        browser.cookies().put("parvis_lang", "en");
        assertThat(browser.send("GET", "/crm/forged", BodyPublishers.noBody(), forged)
                        .statusCode())
                .isEqualTo(200);
        var asked = house.stub.last("/crm/forged");
        assertThat(asked.header("Authorization")).singleElement().asString().startsWith("Bearer ey");
        assertThat(asked.header("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(asked.header("X-Forwarded-Host")).containsExactly("localhost");
        assertThat(asked.header("X-Forwarded-Proto")).containsExactly("http");
        assertThat(asked.header("X-Parvis-Csrf")).containsExactly(browser.csrfToken());
        assertThat(asked.header("Cookie")).containsExactly("parvis_lang=en");
        assertThat(asked.header("Hx-target")).containsExactly("pane");
        assertThat(asked.header("If-match")).containsExactly("\"3\"");
        assertThat(asked.header("Idempotency-key")).containsExactly("k-1");
        assertThat(asked.header("Webhook-id")).containsExactly("call-1");
        assertThat(asked.header("Webhook-timestamp")).containsExactly("1700000000");
        assertThat(asked.header("Webhook-signature")).containsExactly("v1,c2ln");
        assertThat(asked.header("X-signature-256")).containsExactly("sha256=00");
        for (var name : new String[] {
            "X-User",
            "Forwarded",
            "X-Forwarded-Prefix",
            "X-Parvis-Local",
            "X-Real-IP",
            "X-HTTP-Method-Override",
            "X-Original-URL",
            "Proxy-Authorization",
            "Upgrade",
            "Http2-settings"
        }) {
            assertThat(asked.headers().containsKey(name)).as(name).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/crm/..;/internal/identity/tokens",
                "/crm/inbox;jsessionid=1",
                "/crm/%2e%2e/internal/identity/tokens",
                "/crm/%2E%2E%2Finternal",
                "/crm%2finbox",
                "/crm/../internal/identity/tokens",
                "/crm/./inbox",
                "//internal/identity/tokens",
                "/crm//inbox",
                "/crm/%5c..%5cinternal",
                "/crm/%00",
                "/crm/%0d%0aX-User:%20root",
                "/crm/%252e%252e/x",
                "/%61ctuator/..%2fenv"
            })
    void refusesPathsThatTwoReadersCouldUnderstandInTwoWays(String path) {
        var before = house.stub.asked(path).size();
        assertThat(browser.get(path).statusCode()).isEqualTo(400);
        assertThat(house.stub.asked(path)).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/identity/tokens",
                "/oauth2/token",
                "/actuator/env",
                "/error",
                "/api/gateway/x",
                "/nothing/here"
            })
    void leadsNowhereElse(String path) {
        assertThat(browser.get(path).statusCode()).isEqualTo(404);
        assertThat(browser.page(path).body()).contains("There is nothing at this address");
    }

    @Test
    void takesNoFormThatAnotherSiteMadeTheBrowserSend() {
        var fields = Map.of("text", "hello");
        var right = Map.of("text", "héllo & more", "_csrf", browser.csrfToken());
        assertThat(browser.submit("/crm/csrf", fields).statusCode()).isEqualTo(403);
        assertThat(browser.submit("/crm/csrf", Map.of("_csrf", "guessed")).statusCode())
                .isEqualTo(403);
        assertThat(browser.submit("/crm/csrf", right, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.submit("/crm/csrf", right, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.submit("/crm/csrf", right, "X-CSRF-TOKEN", "wrong").statusCode())
                .isEqualTo(403);
        assertThat(browser.submit("/logout", Map.of()).statusCode()).isEqualTo(403);
        assertThat(house.stub.asked("/crm/csrf")).isEmpty();

        assertThat(browser.submit("/crm/csrf", right).statusCode()).isEqualTo(200);
        assertThat(new String(house.stub.last("/crm/csrf").body(), StandardCharsets.UTF_8))
                .contains("text=h%C3%A9llo+%26+more");
        assertThat(browser.submit("/crm/csrf", fields, "X-CSRF-TOKEN", browser.csrfToken())
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.post("/crm/csrf", "{\"a\":1}").statusCode()).isEqualTo(200);
        assertThat(new String(house.stub.last("/crm/csrf").body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":1}");
        var forged = browser.submit("/crm/other", fields);
        assertThat(forged.body()).contains("This did not come from a page of Parvis");
        // A stranger's browser cannot be made to sign in as somebody else either.
        assertThat(new Browser(house.address)
                        .submit("/login", fields, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void saysWhichPartIsMissingAndThatNothingWasSent() {
        var french = browser.page("/publishing/posts", "Accept-Language", "fr");
        assertThat(french.statusCode()).isEqualTo(503);
        assertThat(french.headers().firstValue("Retry-After")).isPresent();
        browser.cookies().put("parvis_lang", "fr");
        assertThat(browser.page("/publishing/posts?a=1").body())
                .contains(
                        "La publication est injoignable",
                        "rien n’a été envoyé",
                        "href=\"/publishing/posts?a=1\"",
                        "console.css");
        browser.cookies().put("parvis_lang", "en");
        for (var i = 0; i < 8; i++) {
            var answer = browser.post("/api/publishing/posts", "{}");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"code\":\"PART_DOWN\"", "nothing was sent");
        }
        // The others go on.
        assertThat(browser.get("/crm/goes-on").statusCode()).isEqualTo(200);
    }

    @Test
    void neverSendsAWriteTwiceAndSaysThatTheOutcomeIsUnknown() {
        var answer = browser.post("/moderation/hang-up", "{\"id\":1}");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("OUTCOME_UNKNOWN", "sent once and not repeated");
        assertThat(house.stub.asked("/moderation/hang-up")).hasSize(1);
        var late = hurried.post("/moderation/slow", "{}");
        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(late.body()).contains("OUTCOME_UNKNOWN");
        assertThat(house.stub.asked("/moderation/slow")).hasSize(1);
    }

    @Test
    void leavesOutAReplicaThatIsAwayAndSendsNothingTwice() {
        for (var i = 1; i <= 20; i++) {
            assertThat(browser.page("/reporting/read-" + i).statusCode()).isEqualTo(200);
            assertThat(browser.post("/reporting/write-" + i, "{\"id\":" + i + "}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(house.stub.asked("/reporting/write-" + i))
                    .singleElement()
                    .satisfies(asked -> assertThat(new String(asked.body(), StandardCharsets.UTF_8))
                            .contains("\"id\""));
        }
        assertThat(browser.page("/reporting/moved").headers().firstValue("Location"))
                .hasValue("/crm/there?x=1");
    }

    @Test
    void waitsNoLongerThanItSays() {
        var answer = hurried.page("/reporting/slow");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("Reports and audit did not answer in time", "nothing was changed");
    }

    @Test
    void passesEachEventOnAsItComes() throws IOException {
        var answer = hurried.stream("/listening/live");
        try (var body = answer.body()) {
            house.stub.events.release();
            assertThat(new String(body.readNBytes(9), StandardCharsets.UTF_8)).isEqualTo("data: 1\n\n");
            // Longer than any other answer may take; a heartbeat would come before.
            try {
                Thread.sleep(2_500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            house.stub.events.release();
            assertThat(new String(body.readNBytes(9), StandardCharsets.UTF_8)).isEqualTo("data: 2\n\n");
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    }

    @Test
    void keepsTheInsideInside() {
        var moved = browser.page("/crm/moved");
        assertThat(moved.statusCode()).isEqualTo(303);
        assertThat(moved.headers().firstValue("Location")).hasValue("/crm/there?x=1");
        assertThat(moved.headers().allValues("Set-Cookie")).containsExactly("parvis_done=ok; Path=/");
        assertThat(moved.headers().firstValue("Server")).isEmpty();
        browser.cookies().remove("parvis_done");
        var unchanged = browser.get("/crm/old", "If-None-Match", "\"7\"");
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.headers().firstValue("ETag")).hasValue("\"7\"");
        for (var path : new String[] {"/crm/page", "/api/crm/conversations"}) {
            assertThat(browser.get(path).headers().firstValue("Cache-Control"))
                    .as(path)
                    .hasValue("no-store");
        }
        assertThat(browser.send("HEAD", "/crm/page", BodyPublishers.noBody(), Map.of())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesNoMoreThanTheHouseWants() {
        var huge = "x".repeat(1_200_000);
        var said = browser.post("/crm/huge", huge);
        assertThat(said.statusCode()).isEqualTo(413);
        assertThat(said.body()).contains("may carry 1 MB");
        var unsaid = browser.send(
                "POST",
                "/crm/huge",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge.getBytes(StandardCharsets.US_ASCII))),
                Map.of("X-XSRF-TOKEN", browser.csrfToken()));
        assertThat(unsaid.statusCode()).isEqualTo(413);
        assertThat(house.stub.asked("/crm/huge")).isEmpty();
        assertThat(browser.post("/crm/large", "x".repeat(900_000)).statusCode()).isEqualTo(200);
        assertThat(house.stub.last("/crm/large").body()).hasSize(900_000);
    }

    /** More callers than make a breaker open, each of whom announces a body and sends none. */
    @Test
    void blamesNoServiceForABodyThatDoesNotCome() throws IOException {
        var address = URI.create(house.address);
        var silent = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 30; i++) {
                var socket = new Socket(address.getHost(), address.getPort());
                socket.getOutputStream().write("""
                                POST /api/listening/hooks/slow HTTP/1.1
                                Host: localhost
                                Content-Type: application/json
                                Content-Length: 100

                                {""".replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
                silent.add(socket);
            }
            assertThat(browser.get("/listening/beside-the-silent").statusCode()).isEqualTo(200);
            assertThat(house.stub.asked("/api/listening/hooks/slow"))
                    .as("nothing of it is a matter of the service")
                    .isEmpty();
        } finally {
            for (var socket : silent) {
                socket.close();
            }
        }
        assertThat(browser.get("/listening/after-the-silent").statusCode()).isEqualTo(200);
    }

    /** More requests than make a breaker open wait for the same slow thing, while the service answers somebody else. */
    @Test
    void blamesNoServiceForWhatItWaitsForItself() {
        var patient = house.signedIn().at(house.lonelyAddress);
        var virtual = Executors.newVirtualThreadPerTaskExecutor();
        var waiting = new ArrayList<CompletableFuture<Integer>>();
        for (var i = 0; i < 6; i++) {
            waiting.add(CompletableFuture.supplyAsync(
                    () -> patient.get("/listening/trial/slow").statusCode(), virtual));
        }
        RunningService.eventually(
                () -> assertThat(house.stub.asked("/listening/trial/slow")).hasSize(6));
        assertThat(hurried.get("/listening/beside-the-slow").statusCode()).isEqualTo(200);
        assertThat(waiting).extracting(CompletableFuture::join).containsOnly(504);
        assertThat(hurried.get("/listening/after-the-slow").statusCode()).isEqualTo(200);
    }

    @Test
    void takesALargerFileOnlyWhereFilesAreHandedIn() {
        var file = BodyPublishers.ofByteArray(new byte[1_500_000]);
        var type = Map.of("Content-Type", "text/csv");
        assertThat(browser.send("POST", "/api/listening/sources/s/topics", file, type)
                        .statusCode())
                .isEqualTo(413);
        // A program's token would be needed; the size is no reason.
        assertThat(browser.send("POST", "/api/listening/sources/s/import", file, type)
                        .statusCode())
                .isNotEqualTo(413);
    }

    @Test
    void slowsDownWhoeverAsksTooMuchAndNobodyElse() {
        var greedy = house.signedIn().at(house.lonelyAddress);
        var answer = greedy.get("/crm/greedy");
        for (var i = 0; i < 100 && answer.statusCode() == 200; i++) {
            answer = greedy.get("/crm/greedy");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("[12]");
        assertThat(answer.body()).contains("TOO_MANY");
        assertThat(house.signedIn().at(house.lonelyAddress).get("/crm/modest").statusCode())
                .isEqualTo(200);
    }

    @Test
    void leadsAVisitorUnderAnotherNameToThePublicAddress() {
        var other = new Browser(house.address.replace("localhost", "127.0.0.1"));
        var page = other.page("/crm/inbox?x=1");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location")).hasValue(house.address + "/crm/inbox?x=1");
        assertThat(other.get("/api/crm/x").statusCode()).isEqualTo(401);
    }

    @Test
    void tellsAnybodyWhetherTheHouseIsUp() {
        var down = new Browser(house.address).get("/actuator/health");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body())
                .contains("\"status\":\"DOWN\"", "\"publishing\":{\"status\":\"DOWN\"}", "\"crm\":{\"status\":\"UP\"}");
    }

    @Test
    void beginsATraceThatNobodyOutsideChooses() {
        var chosen = "4bf92f3577b34da6a3ce929d0e0e4736";
        var stranger = new Browser(house.address);
        stranger.get("/api/crm/v3/api-docs", "traceparent", "00-" + chosen + "-00f067aa0ba902b7-01");
        assertThat(house.stub.last("/api/crm/v3/api-docs").header("traceparent"))
                .singleElement()
                .satisfies(header -> assertThat(Trace.of(header))
                        .hasValueSatisfying(trace -> assertThat(trace.id()).isNotEqualTo(chosen)));
    }

    @Test
    void showsDescriptionsAndFilesToStrangers() {
        var stranger = new Browser(house.address);
        assertThat(stranger.get("/api/crm/v3/api-docs").statusCode()).isEqualTo(200);
        assertThat(house.stub.last("/api/crm/v3/api-docs").header("Authorization"))
                .isEmpty();
        var css = stranger.page("/publishing/x").statusCode();
        assertThat(css).isEqualTo(302);
        var page = browser.page("/publishing/posts").body();
        var href = page.replaceFirst("(?s).*href=\"(/assets/[^\"]+console\\.css)\".*", "$1");
        var style = stranger.page(href);
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(stranger.page("/assets/older/parvis/console.css").headers().firstValue("Cache-Control"))
                .hasValue("no-cache");
        assertThat(stranger.page("/assets/x/parvis/%2e%2e/%2e%2e/gateway.yml").statusCode())
                .isEqualTo(400);
        assertThat(stranger.page("/assets/x/templates/shell/page.html").statusCode())
                .isEqualTo(404);
    }
}
