package org.parvis.publishing.network.mastodon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Allowance;
import org.parvis.publishing.network.LookUp;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.network.SignIn;
import org.parvis.publishing.network.Standing;
import org.parvis.publishing.testing.ScriptedSite;

/** What the adapter makes of what servers answer. */
class MastodonAdapterTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final String POST = "POST /api/v1/statuses";
    private static final String ME = "GET /api/v1/accounts/verify_credentials";
    private static final String OURS = "GET /api/v1/accounts/7/statuses";
    private static final String APP = "GET /api/v1/apps/verify_credentials";

    private final List<Allowance> noticed = new ArrayList<>();
    private ScriptedSite server;
    private Fetcher fetcher;
    private MastodonAdapter adapter;

    @BeforeEach
    void open() {
        server = new ScriptedSite()
                .answers("GET /api/v2/instance", 200, """
                        {"domain":"example.social","configuration":{"statuses":{"max_characters":60,"characters_reserved_per_url":23}}}""")
                .answers("GET /api/v1/statuses/11", 200, "{\"id\":\"11\",\"content\":\"<p>Allô ?</p>\"}")
                .answers(ME, 200, "{\"id\":\"7\",\"acct\":\"helianthe\"}");
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        adapter = new MastodonAdapter(fetcher, (account, allowance) -> noticed.add(allowance), clock);
    }

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
    }

    private Account account() {
        return new Account(
                "mastodon",
                "helianthe",
                Map.of("server", server.url() + "/", "visibility", "unlisted"),
                Map.of("accessToken", "secret"));
    }

    private static Message message(String text, @Nullable String parent) {
        return new Message("d1", text, parent, "fr", "key-1", NOW);
    }

    private SendOutcome send(Message message) {
        var prepared = adapter.prepare(message, account());
        assertThat(prepared).isInstanceOf(Preparation.Ready.class);
        return ((Preparation.Ready) prepared).send(Duration.ofSeconds(5));
    }

    private LookUp lookUp(Message message) {
        return adapter.lookUp(message, account(), NOW.minusSeconds(120), Set.of("98"));
    }

    private static String status(String id, String created, String parent, String content) {
        return """
                {"id":"%s","created_at":"%s","in_reply_to_id":%s,"content":"%s","url":"https://example.social/@helianthe/%s"}""".formatted(id, created, parent, content, id);
    }

    @Test
    void postsJsonUnderOneKeyAndNeverSchedules() {
        server.answers(
                POST,
                200,
                status("99", "2026-05-04T10:00:01Z", "\"11\"", "<p>Bonjour</p>"),
                Map.of("X-RateLimit-Remaining", "290", "X-RateLimit-Reset", "2026-05-04T13:00:00.000000Z"));
        var outcome = send(message("Bonjour", "11"));
        send(message("Bonjour", "11"));

        assertThat(outcome).isEqualTo(new SendOutcome.Live(new Remote("99", "https://example.social/@helianthe/99")));
        assertThat(server.calls(POST)).hasSize(2).allSatisfy(call -> {
            assertThat(call.headers())
                    .containsEntry("idempotency-key", "key-1")
                    .containsEntry("authorization", "Bearer secret")
                    .containsEntry("content-type", "application/json");
            var body = Json.read(Body.of(call.body()));
            assertThat(body.path("status").asString()).isEqualTo("Bonjour");
            assertThat(body.path("in_reply_to_id").asString()).isEqualTo("11");
            assertThat(body.path("visibility").asString()).isEqualTo("unlisted");
            assertThat(body.path("language").asString()).isEqualTo("fr");
            assertThat(body.has("scheduled_at")).isFalse();
        });
        assertThat(server.calls(POST).get(0).body())
                .as("a repetition is the same to the last byte")
                .isEqualTo(server.calls(POST).get(1).body());
        assertThat(noticed).contains(new Allowance(290, Instant.parse("2026-05-04T13:00:00Z")));
        assertThat(adapter.deliveryClass(Map.of(), Outgoing.REPLY)).isEqualTo(DeliveryClass.B);
    }

    @ParameterizedTest
    @CsvSource({
        "401,{\"error\":\"The access token is invalid\"},NotSignedIn",
        "403,{\"error\":\"This action is outside the authorized scopes\"},NotSignedIn",
        "403,{\"error\":\"This action is not allowed\"},Unknown",
        "403,,Unknown",
        "401,,Unknown",
        "404,{\"error\":\"Record not found\"},Refused",
        "404,,Unknown",
        "422,{\"error\":\"Validation failed\"},Refused",
        "422,,Unknown",
        "429,{\"error\":\"Too many requests\"},NotNow",
        "409,{\"error\":\"Conflict\"},Unknown",
        "500,{\"error\":\"Oops\"},Unknown",
        "503,,Unknown",
        "200,{},Unknown",
        "200,{\"id\":\"3\"},Unknown",
        "0,,Unknown",
    })
    void tellsWhatAnAnswerMeans(int status, @Nullable String body, String outcome) {
        server.answers(POST, status, body == null ? "" : body);
        assertThat(send(message("Bonjour", null)).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void waitsAsLongAsTheServerSays() {
        server.answers(
                POST,
                429,
                "{\"error\":\"Too many requests\"}",
                Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "2026-05-04T10:04:30.000000Z"));
        assertThat(send(message("Bonjour", null)))
                .isEqualTo(new SendOutcome.NotNow("RATE_LIMITED", Optional.of(Duration.ofSeconds(270))));
        assertThat(noticed).contains(new Allowance(0, Instant.parse("2026-05-04T10:04:30Z")));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 61})
    void countsAsTheServerCounts(int length) {
        // An address costs 23 whatever its length, and of somebody elsewhere only the name counts.
        var text = "https://example.org/" + "x".repeat(80) + " @gwenn@elsewhere.example "
                + "é".repeat(length - 23 - 1 - 6 - 1);
        assertThat(Instance.USUAL.length(text)).isEqualTo(length);
        assertThat(adapter.prepare(message(text, null), account()))
                .isInstanceOf(length == 60 ? Preparation.Ready.class : Preparation.Impossible.class);
    }

    @Test
    void takesTheUsualLimitWhereTheServerDoesNotSay() {
        try (var silent = new ScriptedSite().answers("GET /api/v2/instance", 404, "")) {
            var account = new Account("m", "b", Map.of("server", silent.url()), Map.of("accessToken", "s"));
            assertThat(adapter.prepare(message("x".repeat(500), null), account)).isInstanceOf(Preparation.Ready.class);
            assertThat(adapter.prepare(message("x".repeat(501), null), account))
                    .isEqualTo(new Preparation.Impossible("TEXT_TOO_LONG", "501 > 500"));
        }
    }

    @ParameterizedTest
    @CsvSource({"404,Impossible", "410,Impossible", "401,NotSignedIn", "403,Ready", "500,NotYet", "0,NotYet"})
    void looksForWhatItAnswersFirst(int status, String prepared) {
        server.answers("GET /api/v1/statuses/12", status, "{\"error\":\"because\"}");
        assertThat(adapter.prepare(message("Bonjour", "12"), account()))
                .satisfies(result -> assertThat(
                                result instanceof Preparation.Ready
                                        ? "Ready"
                                        : result.getClass().getSimpleName())
                        .isEqualTo(prepared));
        assertThat(server.calls(POST)).isEmpty();
    }

    @Test
    void findsThisServersNumberOfWhatWasWrittenElsewhere() {
        server.answers("GET /api/v2/search", 200, "{\"statuses\":[{\"id\":\"44\"}]}")
                .answers(POST, 200, status("99", "2026-05-04T10:00:01Z", "\"44\"", "Bonjour"));
        send(message("Bonjour", "https://elsewhere.example/notes/1"));
        assertThat(server.calls("GET /api/v2/search").getFirst().query()).contains("resolve=true");
        assertThat(Json.read(Body.of(server.calls(POST).getFirst().body()))
                        .path("in_reply_to_id")
                        .asString())
                .isEqualTo("44");
    }

    @Test
    void findsItsOwnByWordsAndPlaceThroughTheServersHtml() {
        var text = "Bonjour @gwenn@elsewhere.example, c’est < 5 € & réglé :\n\nhttps://example.org/a/long/path";
        var html =
                "<p>Bonjour <span class=\\\"h-card\\\"><a href=\\\"https://elsewhere.example/@gwenn\\\">@<span>gwenn</span></a>"
                        + "</span>, c’est &lt; 5 € &amp; réglé :</p><p><a href=\\\"https://example.org/a/long/path\\\"><span class=\\\"invisible\\\">"
                        + "https://</span><span class=\\\"ellipsis\\\">example.org/a/lo</span><span class=\\\"invisible\\\">ng/path</span></a></p>";
        server.answers(
                OURS,
                200,
                "[" + status("98", "2026-05-04T10:00:03Z", "\"11\"", html) + ","
                        + status("97", "2026-05-04T10:00:02Z", "null", html) + ","
                        + status("96", "2026-05-04T10:00:01Z", "\"11\"", "<p>Autre chose</p>") + ","
                        + status("95", "2026-05-04T09:59:30Z", "\"11\"", html) + "]");
        assertThat(lookUp(message(text, "11")))
                .isEqualTo(new LookUp.Found(new Remote("95", "https://example.social/@helianthe/95")));
        assertThat(lookUp(message(text, null)))
                .isEqualTo(new LookUp.Found(new Remote("97", "https://example.social/@helianthe/97")));
    }

    @Test
    void looksNoFurtherBackThanItCanBe() {
        server.answers(
                OURS,
                200,
                "[" + status("96", "2026-05-04T09:59:00Z", "null", "Autre") + ","
                        + status("95", "2026-05-04T09:57:00Z", "null", "Bonjour") + "]");
        assertThat(lookUp(message("Bonjour", null))).isEqualTo(new LookUp.Absent(1));
        assertThat(server.calls(OURS)).hasSize(1);
    }

    @Test
    void turnsPages() {
        server.answers(OURS, 200, "[" + status("96", "2026-05-04T09:59:00Z", "null", "Autre") + "]")
                .answers(OURS, 200, "[" + status("95", "2026-05-04T09:58:50Z", "null", "Bonjour") + "]");
        assertThat(lookUp(message("Bonjour", null))).isInstanceOf(LookUp.Found.class);
        assertThat(server.calls(OURS).get(1).query()).contains("max_id=96");
    }

    @ParameterizedTest
    @CsvSource({"500", "401", "0"})
    void doesNotTakeAFailureForAbsence(int status) {
        server.answers(OURS, status, "");
        assertThat(lookUp(message("Bonjour", null))).isInstanceOf(LookUp.Failed.class);
    }

    @Test
    void readsBackWhatIsLive() {
        var ours = new Remote("11", "https://example.social/@helianthe/11");
        assertThat(adapter.readBack(message("Allô ?", null), account(), ours)).isInstanceOf(LookUp.Found.class);
        assertThat(adapter.readBack(message("Autre", null), account(), ours)).isInstanceOf(LookUp.Different.class);
        assertThat(adapter.readBack(message("Allô ?", null), account(), new Remote("12", "")))
                .isEqualTo(new LookUp.Absent(0));
    }

    @Test
    void tellsWhoItIsAndWhatTheSecretDoesNotAllow() {
        server.answers(APP, 200, "{\"name\":\"Parvis\",\"scopes\":[\"read\"]}");
        assertThat(adapter.trySignIn(account()))
                .isEqualTo(new SignIn.Works("@helianthe", new Standing(null, Set.of("write:statuses"), 60)));
    }

    @Test
    void missesNothingWhenTheServerDoesNotTellTheScopes() {
        server.answers(APP, 200, "{\"name\":\"Parvis\"}");
        assertThat(adapter.trySignIn(account()))
                .isEqualTo(new SignIn.Works("@helianthe", new Standing(null, Set.of(), 60)));
    }

    @ParameterizedTest
    @CsvSource({"401,NotAccepted", "403,NotAccepted", "500,NotReached", "0,NotReached"})
    void saysWhyItIsNotSignedIn(int status, String signIn) {
        try (var closed = new ScriptedSite().answers(ME, status, "{\"error\":\"because\"}")) {
            var account = new Account("m", "b", Map.of("server", closed.url()), Map.of("accessToken", "s"));
            assertThat(adapter.trySignIn(account).getClass().getSimpleName()).isEqualTo(signIn);
        }
    }
}
