package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import tools.jackson.databind.JsonNode;

/** Listens to a real Ghost that runs on this machine already: its address in PARVIS_PEER_GHOST; a new one is given the owner of the peers' script. */
@Tag("peers")
@SuppressWarnings("NullAway.Init")
class GhostSiteIT {

    private static final String SITE = System.getenv().getOrDefault("PARVIS_PEER_GHOST", "");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    private static Fetcher fetcher;
    private static GhostConnector connector;
    private static String adminKey;
    private static String post;
    private static String member;

    @BeforeAll
    static void site() {
        assumeThat(SITE).as("PARVIS_PEER_GHOST: nothing was tried without it").isNotEmpty();
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        connector = new GhostConnector(fetcher, Clock.systemUTC());
        if (!call("GET", "authentication/setup/", Map.of())
                .path("setup")
                .path(0)
                .path("status")
                .asBoolean()) {
            call(
                    "POST",
                    "authentication/setup/",
                    Map.of(
                            "setup",
                            List.of(Map.of(
                                    "name",
                                    "Owner",
                                    "email",
                                    "owner@example.test",
                                    "password",
                                    "Peer-pass-12345",
                                    "blogTitle",
                                    "Peer"))));
        }
        call("POST", "session/", Map.of("username", "owner@example.test", "password", "Peer-pass-12345"));
        var keys = call(
                        "POST",
                        "integrations/?include=api_keys",
                        Map.of("integrations", List.of(Map.of("name", "Parvis " + UUID.randomUUID()))))
                .path("integrations")
                .path(0)
                .path("api_keys");
        for (var key : keys) {
            if (key.path("type").asString("").equals("admin")) {
                adminKey = key.path("secret").asString();
            }
        }
        call("PUT", "settings/", Map.of("settings", List.of(Map.of("key", "comments_enabled", "value", "all"))));
        post = call(
                        "POST",
                        "posts/",
                        Map.of("posts", List.of(Map.of("title", "The wifi on board", "status", "published"))))
                .path("posts")
                .path(0)
                .path("id")
                .asString();
        member = call(
                        "POST",
                        "members/",
                        Map.of(
                                "members",
                                List.of(Map.of("email", UUID.randomUUID() + "@example.test", "name", "Véra"))))
                .path("members")
                .path(0)
                .path("id")
                .asString();
    }

    @AfterAll
    static void stop() {
        if (fetcher != null) {
            fetcher.close();
        }
    }

    private static JsonNode call(String method, String route, Map<String, ?> content) {
        var request = HttpRequest.newBuilder(URI.create(SITE + "/ghost/api/admin/" + route))
                .header("Content-Type", "application/json")
                .header("Origin", SITE)
                .method(
                        method,
                        content.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        Json.write(content).text()))
                .build();
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
            assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
            return Json.read(Body.of(response.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String says(String html, Map<String, String> more) {
        var comment = new HashMap<>(more);
        comment.put("member_id", member);
        comment.put("html", html);
        comment.putIfAbsent("post_id", post);
        return call("POST", "comments/", Map.of("comments", List.of(comment)))
                .path("comments")
                .path(0)
                .path("id")
                .asString();
    }

    private static PollResult poll(String key, Cursor cursor) {
        return connector.poll(SourceSettings.of("url", SITE), new Credentials(Map.of("adminKey", key)), cursor);
    }

    private static Batch batch(Cursor cursor) {
        var result = poll(adminKey, cursor);
        assertThat(result).isInstanceOf(Batch.class);
        return (Batch) result;
    }

    private static CollectedItem named(Batch batch, String name) {
        return batch.items().stream()
                .filter(item -> item.remoteId().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + batch.items()));
    }

    @Test
    void readsCommentsAndTheirAnswersUnderOneThread() {
        var first = says("<p>Le wifi <a href=\"https://example.org\">ne marche pas</a>.</p>", Map.of());
        var answer = says("<p>Chez moi non plus.</p>", Map.of("parent_id", first));
        var batch = batch(Cursor.START);
        var said = named(batch, first);
        assertThat(said.text()).isEqualTo("Le wifi ne marche pas.");
        assertThat(said.author().name()).isEqualTo("Véra");
        assertThat(said.permalink()).startsWith(SITE + "/the-wifi-on-board");
        assertThat(named(batch, answer).parentRemoteId()).contains(first);
        assertThat(named(batch, answer).threadRemoteId()).isEqualTo(said.threadRemoteId());
        assertThat(named(batch, answer).author().id()).isEqualTo(said.author().id());
    }

    @Test
    void missesNothingAndNoticesWhatIsHidden() {
        says("<p>before</p>", Map.of());
        var before = batch(Cursor.START);
        var names = new ArrayList<String>();
        for (var i = 0; i < 120; i++) {
            names.add(says("<p>number " + i + "</p>", Map.of()));
        }
        var after = batch(before.next());
        assertThat(after.items()).extracting(CollectedItem::remoteId).containsAll(names);
        assertThat(after.incomplete()).isFalse();
        var hidden = names.get(100);
        call("PUT", "comments/" + hidden + "/", Map.of("comments", List.of(Map.of("id", hidden, "status", "hidden"))));
        assertThat(batch(after.next()).items())
                .filteredOn(item -> item.change() == Change.DELETED)
                .extracting(CollectedItem::remoteId)
                .containsExactly(hidden);
    }

    @Test
    void saysThatAKeyIsNoKey() {
        var wrong = adminKey.replaceFirst(".$", adminKey.endsWith("0") ? "1" : "0");
        assertThat(poll(wrong, Cursor.START)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.problem()).isEqualTo(Problem.AUTHENTICATION);
            assertThat(failure.toString()).doesNotContain(wrong.substring(30));
        });
    }
}
