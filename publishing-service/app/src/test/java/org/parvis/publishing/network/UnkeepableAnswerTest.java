package org.parvis.publishing.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.publishing.network.bluesky.BlueskyAdapter;
import org.parvis.publishing.network.mastodon.MastodonAdapter;
import org.parvis.publishing.network.town.TownAdapter;
import org.parvis.publishing.network.webhook.WebhookAdapter;
import org.parvis.publishing.network.wordpress.WordPressAdapter;
import org.parvis.publishing.testing.ScriptedSite;

/** Every network, when it names what it made by what no table keeps. */
class UnkeepableAnswerTest {

    private static final String KEY = "3l22222222222";
    private static final Message MESSAGE =
            new Message("d1", "Bonjour", null, "fr", KEY, Instant.parse("2026-05-04T10:00:00Z"));
    private static final SendOutcome NOBODY_KNOWS = new SendOutcome.Unknown(SendOutcome.WITHOUT_ID);

    private ScriptedSite site;
    private Fetcher fetcher;

    @BeforeEach
    void open() {
        site = new ScriptedSite();
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
    }

    private SendOutcome send(NetworkAdapter adapter, Map<String, String> settings, Map<String, String> credentials) {
        var prepared = adapter.prepare(MESSAGE, new Account("channel", "helianthe", settings, credentials));
        assertThat(prepared).isInstanceOf(Preparation.Ready.class);
        return ((Preparation.Ready) prepared).send(Duration.ofSeconds(5)).understood();
    }

    private SendOutcome webhook(String id, String url) {
        site.answers("POST /hook", 200, "{\"id\":\"" + id + "\",\"url\":\"" + url + "\"}");
        return send(
                new WebhookAdapter(fetcher, Clock.systemUTC()),
                Map.of("url", site.url() + "/hook"),
                Map.of("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }

    private SendOutcome mastodon(String id, String url) {
        site.answers("GET /api/v2/instance", 200, "{\"domain\":\"example.social\"}")
                .answers(
                        "POST /api/v1/statuses",
                        200,
                        "{\"id\":\"" + id + "\",\"content\":\"<p>Bonjour</p>\",\"url\":\"" + url + "\"}");
        return send(
                new MastodonAdapter(fetcher, (account, allowance) -> {}, Clock.systemUTC()),
                Map.of("server", site.url() + "/"),
                Map.of("accessToken", "secret"));
    }

    private SendOutcome town(String id, String url) {
        site.answers("PUT /api/posts/" + KEY, 201, "{\"id\":\"" + id + "\",\"url\":\"" + url + "\"}");
        return send(new TownAdapter(fetcher, site.url()), Map.of(), Map.of("token", "secret"));
    }

    private SendOutcome wordpress(String url) {
        site.answers("GET /wp/v2/posts", 200, "[]")
                .answers("GET /wp/v2/users/me", 200, "{\"id\":3,\"name\":\"Inès\"}")
                .answers("POST /wp/v2/posts", 201, "{\"id\":41,\"status\":\"draft\"}")
                .answers("POST /wp/v2/posts/41", 200, "{\"id\":41,\"status\":\"publish\",\"link\":\"" + url + "\"}");
        return send(
                new WordPressAdapter(fetcher),
                Map.of("url", site.url() + "/", "user", "inès"),
                Map.of("applicationPassword", "abcd efgh"));
    }

    private SendOutcome bluesky(String did, String handle) {
        site.answers("POST /xrpc/com.atproto.server.createSession", 200, """
                        {"did":"%s","handle":"%s","accessJwt":"a","refreshJwt":"r"}""".formatted(did, handle))
                .answers(
                        "POST /xrpc/com.atproto.repo.putRecord",
                        200,
                        "{\"uri\":\"at://" + did + "/app.bsky.feed.post/" + KEY + "\",\"cid\":\"bafyours\"}");
        return send(
                new BlueskyAdapter(fetcher, Clock.systemUTC()),
                Map.of("service", site.url() + "/", "identifier", "cirrus.test"),
                Map.of("password", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud800"})
    void isNotUnderstood(String id) {
        assertThat(mastodon(id, "https://town.example/1")).isEqualTo(NOBODY_KNOWS);
        assertThat(town(id, "https://town.example/1")).isEqualTo(NOBODY_KNOWS);
        assertThat(bluesky("did:plc:" + id, "cirrus.test")).isEqualTo(NOBODY_KNOWS);
    }

    /** A receiver that names nothing gets the name that we gave. */
    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud800"})
    void isOursWhereNoNameIsAskedFor(String id) {
        assertThat(webhook(id, "https://town.example/1"))
                .isEqualTo(new SendOutcome.Live(new Remote(KEY, "https://town.example/1")));
    }

    @Test
    void isLiveWithoutAnAddress() {
        var address = "https://town.example/\\u0000";
        var live = new SendOutcome.Live(new Remote("1", ""));
        assertThat(webhook("1", address)).isEqualTo(live);
        assertThat(mastodon("1", address)).isEqualTo(live);
        assertThat(town("1", address)).isEqualTo(live);
        assertThat(wordpress(address)).isEqualTo(new SendOutcome.Live(new Remote("41", "")));
        assertThat(bluesky("did:plc:cirrus", "cirrus\\u0000.test"))
                .isEqualTo(new SendOutcome.Live(new Remote("at://did:plc:cirrus/app.bsky.feed.post/" + KEY, "")));
    }
}
