package org.parvis.listening.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.ForwardClock;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.MemberRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.api.SourceConnected;
import org.parvis.listening.api.SourceHookSecretMade;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The secret of a source's signed calls, from its making to the end of the one before it. */
class HookIT {

    private static final String BRAND = "helianthe";
    private static final Actor ADA = TestMembers.member("ada", Role.ADMIN, BRAND);
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
    private static final Actor NORA = TestMembers.member("nora", Role.AUDITOR, BRAND);
    private static final Actor STRANGER = TestMembers.member("otto", Role.ADMIN, "borealis");
    private static final Pattern SHOWN = Pattern.compile("id=\"hook-secret\">(whsec_[A-Za-z0-9+/=]{44})<");
    private static final AtomicLong CALLS = new AtomicLong();
    private static final ForwardClock CLOCK = new ForwardClock();

    private static RunningService listening;

    @BeforeAll
    static void start() {
        listening = RunningService.start(
                ListeningApplication.class,
                Map.of(
                        "parvis.public-url",
                        "https://parvis.example.org",
                        "parvis.listening.look-every",
                        "PT1H",
                        "parvis.listening.call-patience",
                        "PT0S"),
                beans -> beans.registerBean("clock", Clock.class, () -> CLOCK));
        listening.append(new BrandRegistered(BRAND, "Hélianthe", "FR", List.of("fr"), "Europe/Paris"));
        listening.append(new MemberRegistered("ada", "Ada Allard", "ada@example.org", "en", "Europe/Paris"));
        listening.caughtUp();
    }

    @AfterAll
    static void stop() {
        listening.close();
    }

    private static void source(String id, String credentials) {
        assertThat(listening
                        .put(ADA, "/api/listening/sources/" + id, """
                                {"brand":"helianthe","connector":"FEED","name":"Press %s","every":"PT1H",
                                 "settings":{"url":"https://press.invalid/feed"},"credentials":%s}
                                """.formatted(id, credentials))
                        .statusCode())
                .isEqualTo(201);
        listening.caughtUp();
    }

    private static JsonNode made(String id) {
        var answer = listening.post(ADA, "/api/listening/sources/" + id + "/hook", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> standing(Actor reader, String id) {
        return listening.get(reader, "/api/listening/sources/" + id + "/hook");
    }

    private static int called(String id, String secret) {
        var second = Long.toString(CLOCK.instant().getEpochSecond());
        return listening
                .send(
                        null,
                        "POST",
                        "/api/listening/hooks/" + id,
                        "{}",
                        Map.of(
                                "webhook-id",
                                "m-1",
                                "webhook-timestamp",
                                second,
                                "webhook-signature",
                                signature(secret, second)))
                .statusCode();
    }

    private static String signature(String secret, String second) {
        return signature(secret, "m-1", second, "{}");
    }

    private static String signature(String secret, String call, String second, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return "v1,"
                    + Base64.getEncoder()
                            .encodeToString(mac.doFinal((call + "." + second + "." + body).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A webhook source with its secret. */
    private static String reviews(String id) {
        assertThat(listening
                        .put(ADA, "/api/listening/sources/" + id, """
                                {"brand":"helianthe","connector":"WEBHOOK","name":"Reviews","every":"PT1H",
                                 "settings":{"origin":"reviews.example.org/%s"}}
                                """.formatted(id))
                        .statusCode())
                .isEqualTo(201);
        listening.put(
                ADA,
                "/api/listening/topics/wifi",
                "{\"brand\":\"helianthe\",\"name\":\"Wifi\",\"subject\":\"PRODUCT\",\"query\":\"wifi\"}");
        listening.caughtUp();
        return made(id).path("secret").asString();
    }

    private static HttpResponse<String> pushed(String id, String secret, String body) {
        return pushed(id, secret, "call-" + CALLS.incrementAndGet(), body);
    }

    private static HttpResponse<String> pushed(String id, String secret, String call, String body) {
        var second = Long.toString(CLOCK.instant().getEpochSecond());
        return listening.send(
                null,
                "POST",
                "/api/listening/hooks/" + id,
                body,
                Map.of(
                        "webhook-id",
                        call,
                        "webhook-timestamp",
                        second,
                        "webhook-signature",
                        signature(secret, call, second, body)));
    }

    private static JsonNode report(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static JsonNode mention(String id) {
        listening.caughtUp();
        return JsonMapper.shared()
                .readTree(listening.get(INES, "/api/listening/mentions/" + id).body());
    }

    @Test
    void aMessageThatIsHandedOverComesInOnceAndMayChange() {
        var secret = reviews("reviews");
        var said = """
                {
                  "id": "r-1", "author": "Vera", "published_at": "2026-11-20T10:00:00+01:00",
                  "text": "Le wifi est lent.", "permalink": "https://reviews.example.org/1"
                }
                """;
        var first = pushed("reviews", secret, said);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(report(first).path("accepted").asInt()).isEqualTo(1);
        var id = report(first).at("/lines/0/mention").asString();
        assertThat(mention(id).path("text").asString()).isEqualTo("Le wifi est lent.");

        var again = pushed("reviews", secret, said);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(report(again).path("duplicate").asInt()).isEqualTo(1);
        assertThat(report(again).at("/lines/0/mention").asString()).isEqualTo(id);

        pushed("reviews", secret, said.replace("lent", "rapide"));
        assertThat(mention(id).path("text").asString()).isEqualTo("Le wifi est rapide.");
        var gone = pushed("reviews", secret, "{\"id\":\"r-1\",\"deleted\":true}");
        assertThat(report(gone).at("/lines/0/outcome").asString()).isEqualTo("DELETED");
        assertThat(listening.bean(LedgerReader.class).readAggregate("Mention/" + id, 0))
                .extracting(Entry::eventType)
                .filteredOn(type -> type.endsWith("MentionCollected"))
                .hasSize(1);
    }

    @Test
    void aCallThatIsSentOnceMoreBringsNothingBack() {
        var secret = reviews("repeated");
        var first = """
                {"id":"r-1","author":"Vera","published_at":"2026-11-20T10:00:00Z","text":"wifi version one"}
                {"id":"r-2","published_at":"2026-11-20T10:00:00Z","text":"wifi without a name"}
                """;
        var taken = pushed("repeated", secret, "call-one", first);
        assertThat(taken.statusCode()).isEqualTo(422);
        var id = report(taken).at("/lines/0/mention").asString();
        pushed(
                "repeated",
                secret,
                "call-two",
                first.lines().findFirst().orElseThrow().replace("one", "two"));
        assertThat(mention(id).path("text").asString()).isEqualTo("wifi version two");

        var again = pushed("repeated", secret, "call-one", first);
        assertThat(again.statusCode()).as("as it was answered the first time").isEqualTo(422);
        assertThat(report(again).path("duplicate").asInt()).isEqualTo(1);
        assertThat(report(again).path("refused").asInt()).isEqualTo(1);
        assertThat(mention(id).path("text").asString()).isEqualTo("wifi version two");

        var other = reviews("repeated-elsewhere");
        assertThat(report(pushed("repeated-elsewhere", other, "call-one", first))
                        .path("accepted")
                        .asInt())
                .as("each source counts its own calls")
                .isEqualTo(1);
    }

    /** Senders keep the id of what they tell: another body under it is no repetition, and "safe" is said of what is here only. */
    @Test
    void whatWasRefusedOfACallMayBeMendedAndSentUnderTheSameId() {
        var secret = reviews("mended");
        var said = """
                {"id":"r-1","author":"Vera","published_at":"2026-11-20T10:00:00Z","text":"wifi one"}
                {"id":"r-2","author":"Vera","published_at":"some day","text":"wifi two"}
                """;
        assertThat(pushed("mended", secret, "event-7", said).statusCode()).isEqualTo(422);
        var mended = report(pushed("mended", secret, "event-7", said.replace("some day", "2026-11-20T10:00:00Z")));
        assertThat(mended.path("accepted").asInt()).isEqualTo(1);
        assertThat(mended.path("duplicate").asInt()).isEqualTo(1);
        assertThat(mention(mended.at("/lines/1/mention").asString())
                        .path("text")
                        .asString())
                .isEqualTo("wifi two");
    }

    @Test
    void aCallThatTakesTooLongIsAskedForAgainAndWhatIsSafeStays() {
        var secret = reviews("long");
        var line =
                "{\"id\":\"x-%d\",\"author\":\"Vera\",\"published_at\":\"2026-11-20T10:00:00Z\",\"text\":\"wifi\"}\n";
        var lines = IntStream.range(0, 60).mapToObj(line::formatted).toList();

        var late = pushed("long", secret, "call-one", String.join("", lines));
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Retry-After")).isPresent();

        var first = pushed("long", secret, "call-two", lines.getFirst());
        assertThat(report(first).path("duplicate").asInt()).isEqualTo(1);
        var last = pushed("long", secret, "call-one", lines.getLast());
        assertThat(report(last).path("accepted").asInt())
                .as("a call that was not answered may come again")
                .isEqualTo(1);
    }

    @Test
    void aCallThatWasNotTakenMayComeAgain() {
        var secret = reviews("lost");
        var line = "{\"id\":\"x\",\"author\":\"Vera\",\"published_at\":\"2026-11-20T10:00:00Z\",\"text\":\"wifi\"}\n";
        assertThat(pushed("lost", secret, "call-one", line.repeat(201)).statusCode())
                .isEqualTo(422);
        assertThat(report(pushed("lost", secret, "call-one", line))
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whatLeadsNowhereIsNotHandedOver() {
        var secret = reviews("hidden");
        for (var sign : List.of("\\u0000", "\\u202e", "\\ud800")) {
            var refused = pushed("hidden", secret, """
                    {"id":"n1","author":"Vera","published_at":"2026-11-20T10:00:00Z","text":"wifi","permalink":"https://a.example/%sx"}
                    """.formatted(sign));
            assertThat(refused.statusCode()).as(sign).isEqualTo(422);
            assertThat(report(refused).at("/lines/0/reason").asString()).isEqualTo("BAD_LINK");
        }
    }

    @Test
    void whatCannotBeReadIsRefusedByLineAndTheRestIsKept() {
        var secret = reviews("mixed");
        var answer = pushed("mixed", secret, """
                {"id":"1","author":"Vera","published_at":"2026-11-20T10:00:00Z","text":"wifi one"}
                {"id":"2","published_at":"2026-11-20T10:00:00Z","text":"wifi two"}
                {"id":"3","author":"Vera","published_at":"yesterday","text":"wifi three"}
                nonsense
                {"id":"5","author":"Vera","published_at":"2026-11-20T10:00:00Z","text":"trains"}
                """);
        assertThat(answer.statusCode()).isEqualTo(422);
        var report = report(answer);
        assertThat(report.path("accepted").asInt()).isEqualTo(1);
        assertThat(report.path("refused").asInt()).isEqualTo(3);
        assertThat(report.path("lines").valueStream())
                .extracting(line ->
                        line.path("line").asInt() + " " + line.path("outcome").asString() + " "
                                + line.path("reason").asString(""))
                .containsExactly(
                        "1 ACCEPTED ",
                        "2 REFUSED NO_AUTHOR",
                        "3 REFUSED BAD_TIME",
                        "4 REFUSED NOT_JSON",
                        "5 NO_TOPIC ");
        assertThat(report.at("/lines/1/detail").asString()).contains("author");

        var line = "{\"id\":\"x\",\"author\":\"Vera\",\"published_at\":\"2026-11-20T10:00:00Z\",\"text\":\"trains\"}\n";
        assertThat(pushed("mixed", secret, line.repeat(201)))
                .satisfies(much -> assertThat(much.statusCode()).isEqualTo(422))
                .satisfies(much -> assertThat(much.body()).contains("push.lines", "200"));
        assertThat(pushed("mixed", secret, "").statusCode()).isEqualTo(422);
    }

    @Test
    void nobodyHandsOverWhoDoesNotSignWithTheTime() {
        var secret = reviews("signed");
        var other = reviews("another");
        var said = "{\"id\":\"1\",\"author\":\"Vera\",\"published_at\":\"2026-11-20T10:00:00Z\",\"text\":\"wifi\"}";
        assertThat(pushed("signed", other, said).statusCode()).isEqualTo(404);
        var old = Long.toString(CLOCK.instant().minus(Duration.ofMinutes(6)).getEpochSecond());
        assertThat(listening
                        .send(
                                null,
                                "POST",
                                "/api/listening/hooks/signed",
                                said,
                                Map.of(
                                        "webhook-id",
                                        "m-1",
                                        "webhook-timestamp",
                                        old,
                                        "webhook-signature",
                                        signature(secret, "m-1", old, said)))
                        .statusCode())
                .isEqualTo(404);
        assertThat(listening
                        .send(
                                null,
                                "POST",
                                "/api/listening/hooks/signed",
                                said,
                                Map.of("X-Signature-256", plain(secret, said)))
                        .statusCode())
                .as("it could be sent again for ever")
                .isEqualTo(404);
        assertThat(pushed("signed", secret, said).statusCode()).isEqualTo(200);

        assertThat(listening
                        .post(ADA, "/api/listening/sources/signed/pause", "")
                        .statusCode())
                .isBetween(200, 204);
        listening.caughtUp();
        listening.bean(Hooks.class).forget("signed");
        var paused = pushed("signed", secret, said.replace("\"1\"", "\"2\""));
        assertThat(paused.statusCode()).isEqualTo(503);
        assertThat(paused.headers().firstValue("Retry-After")).hasValue("3600");
    }

    private static String plain(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thePageOfAWebhookSourceSaysHow() {
        reviews("told");
        assertThat(listening.page(ADA, "/listening/sources/told").body())
                .contains("one on each line", "/api/listening/hooks/told")
                .doesNotContain("??");
        assertThat(listening
                        .page(TestMembers.inFrench(ADA), "/listening/sources")
                        .body())
                .contains("messages remis")
                .doesNotContain("??", "/listening/sources/told/fetch");
    }

    @Test
    void auditorsReadHowEverythingIsConnectedWithoutButtons() {
        for (var path : List.of("/listening/sources", "/listening/topics")) {
            var page = listening.page(NORA, path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).as(path).doesNotContain(path + "/new", "/fetch\"", "/pause\"", "??");
            assertThat(listening.page(ADA, path).body()).as(path).contains(path + "/new");
            assertThat(listening.page(NORA, path + "/new").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void aSecretIsShownOnceAndTheOneBeforeCountsForADay() {
        source("press", "{}");
        assertThat(standing(ADA, "press").body())
                .contains("\"address\":\"https://parvis.example.org/api/listening/hooks/press\"", "\"madeAt\":null");

        var first = made("press").path("secret").asString();
        assertThat(called("press", first)).isEqualTo(202);
        var second = made("press");
        assertThat(second.path("earlierUntil").isNull()).isFalse();
        assertThat(second.path("secret").asString()).startsWith("whsec_").isNotEqualTo(first);
        assertThat(called("press", first)).as("still accepted").isEqualTo(202);
        assertThat(called("press", second.path("secret").asString())).isEqualTo(202);
        assertThat(standing(ADA, "press").body())
                .contains("\"madeBy\":\"ada\"")
                .doesNotContain("whsec_", first, second.path("secret").asString());

        CLOCK.forward(Duration.ofHours(24).plusSeconds(1));
        listening.bean(Hooks.class).forget("press");
        assertThat(called("press", first)).as("a day later").isEqualTo(404);
        assertThat(called("press", second.path("secret").asString())).isEqualTo(202);
        assertThat(standing(ADA, "press").body()).contains("\"earlierUntil\":null");
        assertThat(listening.bean(LedgerReader.class).readAggregate("Source/press", 0))
                .extracting(Entry::eventType)
                .containsExactly(
                        SourceConnected.class.getName(),
                        SourceHookSecretMade.class.getName(),
                        SourceHookSecretMade.class.getName())
                .allSatisfy(type -> assertThat(type).doesNotContain("whsec_"));
        assertThat(listening.bean(LedgerReader.class).readAggregate("Source/press", 0))
                .allSatisfy(
                        entry -> assertThat(new String(entry.payload(), UTF_8)).doesNotContain("whsec_"));
    }

    @Test
    void theSecretThatSomebodyChoseThemselvesEndsADayAfterOneIsMade() {
        source("chosen", "{\"hook\":\"whsec_d2VsbCBrZXB0\"}");
        assertThat(called("chosen", "whsec_d2VsbCBrZXB0")).isEqualTo(202);
        var made = made("chosen");
        assertThat(made.path("earlierUntil").isNull()).isFalse();
        assertThat(called("chosen", "whsec_d2VsbCBrZXB0")).isEqualTo(202);
        CLOCK.forward(Duration.ofHours(25));
        listening.bean(Hooks.class).forget("chosen");
        assertThat(called("chosen", "whsec_d2VsbCBrZXB0")).isEqualTo(404);
        assertThat(called("chosen", made.path("secret").asString())).isEqualTo(202);
    }

    @Test
    void saysWhenTheLastCallsCame() {
        source("counted", "{}");
        assertThat(called("counted", "whsec_AAAA")).isEqualTo(404);
        assertThat(standing(ADA, "counted").body())
                .as("nobody was told to call it yet")
                .contains("\"lastAcceptedAt\":null", "\"lastRefusedAt\":null");
        var secret = made("counted").path("secret").asString();
        assertThat(called("counted", secret)).isEqualTo(202);
        eventually(() -> assertThat(standing(ADA, "counted").body())
                .doesNotContain("\"lastAcceptedAt\":null")
                .contains("\"lastRefusedAt\":null"));
        eventually(() -> {
            assertThat(called("counted", "whsec_AAAA")).isEqualTo(404);
            assertThat(standing(ADA, "counted").body()).doesNotContain("\"lastRefusedAt\":null");
        });
    }

    @Test
    void anAdministratorMakesItOnThePageAndCopiesIt() {
        source("shown", "{}");
        var path = "/listening/sources/shown";
        assertThat(listening.page(ADA, "/listening/sources").body()).contains("href=\"" + path + "\"");
        assertThat(listening.page(ADA, path).body())
                .contains("Press shown", "Hélianthe", "none was made here", "Make a secret")
                .contains("https://parvis.example.org/api/listening/hooks/shown", "data-copy=\"#hook-address\"")
                .doesNotContain("hook-secret", "??");
        var made = listening.submit(ADA, path + "/hook", "");
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(made.body()).contains("data-copy=\"#hook-secret\"", "It is shown only now.");
        var shown = SHOWN.matcher(made.body());
        assertThat(shown.find()).isTrue();
        assertThat(called("shown", shown.group(1))).isEqualTo(202);
        assertThat(listening.page(ADA, path).body()).contains("by Ada Allard").doesNotContain("whsec_", shown.group(1));
        assertThat(listening.page(TestMembers.inFrench(ADA), path).body())
                .contains("Créer un secret", "par Ada Allard", "L’actuel reste accepté 24 heures")
                .doesNotContain("??");
    }

    @Test
    void nobodyElseMakesIt() {
        source("guarded", "{}");
        var path = "/api/listening/sources/guarded/hook";
        assertThat(standing(NORA, "guarded").statusCode())
                .as("who audits may look")
                .isEqualTo(200);
        assertThat(listening.page(NORA, "/listening/sources/guarded").body()).doesNotContain("Make a secret");
        for (var nobody : List.of(NORA, INES)) {
            assertThat(listening.post(nobody, path, "").statusCode()).isEqualTo(403);
        }
        assertThat(standing(INES, "guarded").statusCode()).isEqualTo(403);
        for (var act : List.of("GET", "POST")) {
            assertThat(listening.send(STRANGER, act, path, "", Map.of()).statusCode())
                    .isEqualTo(404);
        }
        var tired = listening.send(
                null, "POST", path, "", Map.of("Authorization", listening.bearer(ADA, Map.of("step_up", "DEMANDED"))));
        assertThat(tired.statusCode()).isEqualTo(403);
        assertThat(tired.body()).contains("STEP_UP_NEEDED");
        assertThat(standing(ADA, "guarded").body()).contains("\"madeAt\":null");
    }
}
