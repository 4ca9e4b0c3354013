package org.parvis.publishing.network.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
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
import org.parvis.fetcher.WebhookSignature;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.network.Account;
import org.parvis.publishing.network.Message;
import org.parvis.publishing.network.Preparation;
import org.parvis.publishing.network.Remote;
import org.parvis.publishing.network.SendOutcome;
import org.parvis.publishing.network.SignIn;
import org.parvis.publishing.testing.ScriptedSite;

/** What leaves for a receiver, and what its answers mean. */
class WebhookAdapterTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String HOOK = "POST /hook";

    private ScriptedSite receiver;
    private Fetcher fetcher;
    private WebhookAdapter adapter;

    @BeforeEach
    void open() {
        receiver = new ScriptedSite();
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        adapter = new WebhookAdapter(fetcher, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        fetcher.close();
        receiver.close();
    }

    private Account account(String secret, @Nullable String remembers) {
        Map<String, String> settings = new HashMap<>(Map.of("url", receiver.url() + "/hook"));
        if (remembers != null) {
            settings.put("remembers", remembers);
        }
        return new Account("hook", "helianthe", settings, Map.of("secret", secret));
    }

    private static Message message(@Nullable String parent) {
        return new Message("d1", "Bonjour à tous", parent, "fr", "msg_p5jXN8AQM9LWM0D4loKWxJek", NOW);
    }

    private SendOutcome send(@Nullable String remembers) {
        return ((Preparation.Ready) adapter.prepare(message("t-1"), account(SECRET, remembers)))
                .send(Duration.ofSeconds(5));
    }

    /** The example that the description of the signature gives. */
    @Test
    void signsAsStandardWebhooksSays() {
        assertThat(WebhookSignature.with(SECRET))
                .get()
                .extracting(secret ->
                        secret.of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, Body.of("{\"test\": 2432232314}")))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void sendsTheSameBytesUnderTheSameIdEachTime() {
        receiver.answers(HOOK, 202, "");
        send(null);
        send(null);
        assertThat(receiver.calls(HOOK)).hasSize(2).allSatisfy(call -> {
            assertThat(call.headers())
                    .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                    .containsEntry("webhook-timestamp", "1614265330");
            assertThat(call.headers().get("webhook-signature"))
                    .isEqualTo(WebhookSignature.with(SECRET)
                            .orElseThrow()
                            .of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, Body.of(call.body())));
            var body = Json.read(Body.of(call.body()));
            assertThat(body.path("type").asString()).isEqualTo("reply.published");
            assertThat(body.path("data").path("text").asString()).isEqualTo("Bonjour à tous");
            assertThat(body.path("data").path("inReplyTo").asString()).isEqualTo("t-1");
        });
        assertThat(receiver.calls(HOOK).get(0).body())
                .isEqualTo(receiver.calls(HOOK).get(1).body());
    }

    @Test
    void takesTheNameAndThePlaceTheReceiverGives() {
        receiver.answers(HOOK, 201, "{\"id\":\"n-7\",\"url\":\"https://intranet.example/n-7\"}")
                .answers(HOOK, 200, "{\"id\":\"n-8\",\"url\":\"javascript:alert(1)\"}")
                .answers(HOOK, 204, "");
        assertThat(send(null)).isEqualTo(new SendOutcome.Live(new Remote("n-7", "https://intranet.example/n-7")));
        assertThat(send(null)).isEqualTo(new SendOutcome.Live(new Remote("n-8", "")));
        assertThat(send(null)).isEqualTo(new SendOutcome.Live(new Remote("msg_p5jXN8AQM9LWM0D4loKWxJek", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "400,PT24H,Refused", "404,PT24H,Refused", "410,PT24H,Refused", "422,,Refused", "401,PT24H,NotSignedIn",
        "403,PT24H,Unknown", "409,PT24H,Unknown", "302,PT24H,Unknown", "429,,NotNow", "500,PT24H,Unknown",
        "503,PT24H,NotNow", "503,,Unknown", "0,PT24H,Unknown"
    })
    void tellsWhatAnAnswerMeans(int status, @Nullable String remembers, String outcome) {
        receiver.answers(HOOK, status, "{\"message\":\"because\"}", Map.of("Retry-After", "7"));
        assertThat(send(remembers).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"PT24H,B", "PT1H,B", "PT59M,C", "P1D,B", "soon,C", ",C"})
    void repeatsOnlyWhatTheReceiverPromisedToKnowAgain(@Nullable String remembers, DeliveryClass deliveryClass) {
        assertThat(adapter.deliveryClass(account(SECRET, remembers).settings(), Outgoing.POST))
                .isEqualTo(deliveryClass);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_%%%%"})
    void sendsNothingItCannotSign(String secret) {
        assertThat(adapter.prepare(message(null), account(secret, null)))
                .isEqualTo(new Preparation.NotSignedIn("SECRET_UNUSABLE"));
        assertThat(adapter.trySignIn(account(secret, null))).isEqualTo(new SignIn.NotAccepted("SECRET_UNUSABLE"));
    }

    @Test
    void waitsForAnAddress() {
        var account = new Account("hook", "b", Map.of(), Map.of("secret", SECRET));
        assertThat(adapter.prepare(message(null), account)).isEqualTo(new Preparation.NotSetUp("ADDRESS_MISSING"));
        assertThat(adapter.trySignIn(account)).isEqualTo(new SignIn.NotReached("ADDRESS_MISSING"));
    }

    @Test
    void goesNowhereInside() {
        try (var strict = new Fetcher(FetchPolicy.standard(), Clock.systemUTC())) {
            var inside = new WebhookAdapter(strict, Clock.systemUTC());
            assertThat(((Preparation.Ready) inside.prepare(message(null), account(SECRET, null)))
                            .send(Duration.ofSeconds(5)))
                    .isInstanceOf(SendOutcome.NotSent.class);
        }
        assertThat(receiver.calls(HOOK)).isEmpty();
    }

    @Test
    void triesOnlyWhetherSomebodyIsThere() {
        receiver.answers("GET /hook", 405, "");
        assertThat(adapter.trySignIn(account(SECRET, null))).isEqualTo(new SignIn.Works("127.0.0.1"));
        assertThat(receiver.calls(HOOK)).isEmpty();
        assertThat(adapter.canLook()).isFalse();
        assertThat(adapter.lookUp(message(null), account(SECRET, null), NOW, Set.of())
                        .getClass()
                        .getSimpleName())
                .isEqualTo("Failed");
    }
}
