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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import tools.jackson.databind.JsonNode;

/** Listens to a real MediaWiki that runs on this machine already: its api.php in PARVIS_PEER_MEDIAWIKI; its administrator is that of the peers' script. */
@Tag("peers")
@SuppressWarnings("NullAway.Init")
class MediaWikiSiteIT {

    private static final String API = System.getenv().getOrDefault("PARVIS_PEER_MEDIAWIKI", "");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    private static Fetcher fetcher;
    private static MediaWikiConnector connector;

    @BeforeAll
    static void wiki() {
        assumeThat(API)
                .as("PARVIS_PEER_MEDIAWIKI: nothing was tried without it")
                .isNotEmpty();
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        connector = new MediaWikiConnector(fetcher, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        if (fetcher != null) {
            fetcher.close();
        }
    }

    private static JsonNode call(Map<String, String> parameters) {
        var form = new TreeMap<>(parameters);
        form.put("format", "json");
        form.put("formatversion", "2");
        var body = form.entrySet().stream()
                .map(field -> WebApi.encoded(field.getKey()) + "=" + WebApi.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(API))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var json = Json.read(Body.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString(UTF_8))
                    .body()));
            assertThat(json.has("error")).as("%s", json).isFalse();
            return json;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String token(String type) {
        return call(Map.of("action", "query", "meta", "tokens", "type", type))
                .path("query")
                .path("tokens")
                .path(type + "token")
                .asString();
    }

    private static long section(String title, String heading, String text) {
        return call(Map.of(
                        "action",
                        "edit",
                        "title",
                        title,
                        "section",
                        "new",
                        "sectiontitle",
                        heading,
                        "text",
                        text,
                        "token",
                        token("csrf")))
                .path("edit")
                .path("newrevid")
                .asLong();
    }

    private static void signIn() {
        call(Map.of(
                "action",
                "clientlogin",
                "username",
                "Admin",
                "password",
                "peer-pass-12345",
                "loginreturnurl",
                API,
                "logintoken",
                token("login")));
    }

    private static Batch batch(Cursor cursor) {
        var result = connector.poll(SourceSettings.of("url", API), Credentials.NONE, cursor);
        assertThat(result).isInstanceOf(Batch.class);
        return (Batch) result;
    }

    private static CollectedItem named(Batch batch, long revision) {
        return batch.items().stream()
                .filter(item -> item.remoteId().equals("rev/" + revision))
                .findFirst()
                .orElseThrow(() -> new AssertionError(revision + " is not in " + batch.items()));
    }

    @Test
    void readsWhatEachChangeOfATalkPageAdded() {
        var first = section("Talk:Wifi", "Dans le train", "Le [[wifi]] ne '''marche''' pas. --~~~~");
        var second = section("Talk:Wifi", "Again", "Still [https://example.org no] wifi\n: indeed");
        section("Wifi", "An article", "is no talk");

        var batch = batch(Cursor.START);
        var said = named(batch, first);
        assertThat(said.text()).startsWith("Dans le train\n").contains("Le wifi ne marche pas.");
        assertThat(said.title()).contains("Talk:Wifi");
        assertThat(said.permalink()).endsWith("/index.php?diff=" + first);
        assertThat(said.author().handle()).isNotBlank();
        assertThat(named(batch, second).text())
                .startsWith("Again\n")
                .contains("Still no https://example.org wifi")
                .doesNotContain("Le wifi");
        assertThat(named(batch, second).threadRemoteId()).isEqualTo(said.threadRemoteId());
        assertThat(batch.items()).noneMatch(item -> item.text().contains("is no talk"));
        assertThat(batch(batch.next()).items())
                .extracting(CollectedItem::remoteId)
                .contains("rev/" + first, "rev/" + second);
    }

    @Test
    void missesNothingAndNoticesWhatIsDeleted() {
        section("Talk:Before", "x", "before");
        var before = batch(Cursor.START);
        var revisions = new ArrayList<String>();
        for (var i = 0; i < 120; i++) {
            revisions.add("rev/" + section("Talk:Busy", "Number " + i, "text " + i));
        }
        var after = batch(before.next());
        assertThat(after.items()).extracting(CollectedItem::remoteId).containsAll(revisions);
        assertThat(after.incomplete()).isFalse();

        var doomed = section("Talk:Doomed", "x", "soon gone");
        var known = batch(after.next());
        named(known, doomed);
        signIn();
        call(Map.of("action", "delete", "title", "Talk:Doomed", "token", token("csrf")));
        var gone = new ArrayList<String>();
        var cursor = known.next();
        for (var times = 0; times < 4 && !gone.contains("rev/" + doomed); times++) {
            var next = batch(cursor);
            cursor = next.next();
            next.items().stream()
                    .filter(item -> item.change() == Change.DELETED)
                    .map(CollectedItem::remoteId)
                    .forEach(gone::add);
        }
        assertThat(gone).isEqualTo(List.of("rev/" + doomed));
    }
}
