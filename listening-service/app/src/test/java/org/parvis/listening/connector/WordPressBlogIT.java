package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import org.parvis.test.wordpress.WordPressSite;
import tools.jackson.databind.JsonNode;

/** Listens to a real WordPress, started on this machine. */
@Tag("peers")
@SuppressWarnings("NullAway.Init")
class WordPressBlogIT {

    private static @Nullable WordPressSite site;
    private static @Nullable Fetcher fetcher;
    private static WordPressConnector connector;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        site = WordPressSite.startOrSkip();
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        connector = new WordPressConnector(fetcher, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        if (fetcher != null) {
            fetcher.close();
        }
        if (site != null) {
            site.close();
        }
    }

    private static JsonNode call(String method, String route, Map<String, ?> content) {
        var known = requireNonNull(site);
        var pair = "ines:" + known.password("ines");
        var request = HttpRequest.newBuilder(
                        URI.create(known.url() + "/?rest_route=" + URLEncoder.encode("/wp/v2/" + route, UTF_8)))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(Json.write(content).text()))
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

    private static long post(String title, String text, String state) {
        return call("POST", "posts", Map.of("title", title, "content", text, "status", state))
                .path("id")
                .asLong();
    }

    private static long comment(long post, long parent, String text) {
        return call("POST", "comments", Map.of("post", post, "parent", parent, "content", text))
                .path("id")
                .asLong();
    }

    private static Batch batch(Cursor cursor) {
        var result =
                connector.poll(SourceSettings.of("url", requireNonNull(site).url()), Credentials.NONE, cursor);
        assertThat(result).isInstanceOf(Batch.class);
        return (Batch) result;
    }

    private static CollectedItem named(Batch batch, String name) {
        return batch.items().stream()
                .filter(item -> item.remoteId().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + batch.items()));
    }

    private static List<String> deleted(Batch batch) {
        return batch.items().stream()
                .filter(item -> item.change() == Change.DELETED)
                .map(CollectedItem::remoteId)
                .toList();
    }

    @Test
    void readsArticlesAndWhatIsSaidUnderThemAsAVisitorDoes() {
        var post = post("L'été \"vert\" & plus", "<p>Un &lt; deux — c'est <b>vrai</b></p>", "publish");
        var draft = post("Brouillon", "<p>Pas encore</p>", "draft");
        var first = comment(post, 0, "Très bien, mais <b>cher</b>");
        var answer = comment(post, first, "C'est vrai");

        var batch = batch(Cursor.START);
        var article = named(batch, "post:" + post);
        assertThat(article.title()).contains("L’été “vert” & plus");
        assertThat(article.text()).isEqualTo("Un < deux — c’est vrai");
        assertThat(article.author().name()).isNotBlank().isNotEqualTo("anonymous");
        assertThat(article.permalink()).startsWith(requireNonNull(site).url());
        assertThat(batch.items()).extracting(CollectedItem::remoteId).doesNotContain("post:" + draft);
        var said = named(batch, "comment:" + first);
        assertThat(said.text()).isEqualTo("Très bien, mais cher");
        assertThat(said.parentRemoteId()).contains("post:" + post);
        assertThat(said.threadRemoteId()).isEqualTo("post:" + post);
        assertThat(said.publishedAt()).isAfter(Clock.systemUTC().instant().minusSeconds(600));
        assertThat(said.permalink()).contains("#comment-" + first);
        assertThat(named(batch, "comment:" + answer).parentRemoteId()).contains("comment:" + first);
    }

    @Test
    void noticesWhatIsHiddenTrashedDeletedAndApprovedLate() {
        var post = post("Moderation", "<p>x</p>", "publish");
        var held = comment(post, 0, "held one");
        var trashed = comment(post, 0, "trashed one");
        var gone = comment(post, 0, "gone one");
        var kept = comment(post, 0, "kept one");
        var before = batch(Cursor.START);
        call("POST", "comments/" + held, Map.of("status", "hold"));
        call("DELETE", "comments/" + trashed, Map.of());
        call("DELETE", "comments/" + gone, Map.of("force", true));
        call("POST", "posts/" + post, Map.of("content", "<p>y, better</p>"));

        var after = batch(before.next());
        assertThat(deleted(after))
                .contains("comment:" + held, "comment:" + trashed, "comment:" + gone)
                .doesNotContain("comment:" + kept);
        assertThat(after.items())
                .filteredOn(item -> item.remoteId().equals("post:" + post))
                .extracting(CollectedItem::text)
                .containsOnly("y, better");
        assertThat(deleted(batch(after.next()))).isEmpty();

        call("POST", "comments/" + held, Map.of("status", "approved"));
        assertThat(named(batch(after.next()), "comment:" + held).text()).isEqualTo("held one");
    }

    @Test
    void missesNothingOfManyPages() {
        var post = post("Busy", "<p>x</p>", "publish");
        var before = batch(Cursor.START);
        var expected = new ArrayList<String>();
        for (var i = 0; i < 230; i++) {
            expected.add("comment:" + comment(post, 0, "number " + i));
        }
        var after = batch(before.next());
        assertThat(after.items()).extracting(CollectedItem::remoteId).containsAll(expected);
        assertThat(after.incomplete()).isFalse();
    }

    @Test
    void saysThatAPasswordDoesNotHold() {
        var result = connector.poll(
                new SourceSettings(Map.of("url", requireNonNull(site).url(), "user", "ines")),
                new Credentials(Map.of("applicationPassword", "wrong")),
                Cursor.START);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.problem()).isEqualTo(Problem.AUTHENTICATION));
    }
}
