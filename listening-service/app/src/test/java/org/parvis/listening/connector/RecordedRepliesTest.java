package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.listening.PublicData;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.connector.StubServer.Reply;
import org.yaml.snakeyaml.Yaml;

/** What real servers answered, as others recorded it; skipped where the public test data is not beside the checkout. */
class RecordedRepliesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final String MASTODON = "mastodon/bigbone/bigbone/src/test/assets/";

    private static String recorded(String file) {
        try {
            return Files.readString(PublicData.folder("api").resolve(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Polling {
        PollResult by(Fetcher fetcher, StubServer server);
    }

    private static PollResult poll(Function<String, Reply> answers, Polling polling) {
        try (var server = new StubServer(answers);
                var fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), CLOCK)) {
            return polling.by(fetcher, server);
        }
    }

    private static PollResult mastodon(Function<String, Reply> answers, Cursor cursor, Map<String, String> more) {
        return poll(answers, (fetcher, server) -> {
            var settings = new HashMap<>(more);
            settings.put("server", server.url(""));
            return new MastodonConnector(fetcher, CLOCK)
                    .poll(new SourceSettings(settings), new Credentials(Map.of("accessToken", "t")), cursor);
        });
    }

    @Test
    void readsAHashtagOfAServerThatKnowsPostsByNumbersOfItsOwn() {
        var page = recorded(MASTODON + "tag_timeline.json");
        var batch = (Batch) mastodon(
                asked -> asked.contains("/context")
                        ? Reply.json(recorded(MASTODON + "context.json"))
                        : asked.contains("max_id") ? Reply.json("[]") : Reply.json(page),
                Cursor.START,
                Map.of("hashtag", "mastodon"));

        assertThat(batch.items()).hasSize(20).allSatisfy(item -> {
            assertThat(item.author().handle()).contains("@");
            assertThat(item.text()).doesNotContain("<p>", "<a ");
            assertThat(item.publishedAt()).isBefore(Instant.parse("2017-04-22T00:00:00Z"));
        });
        assertThat(new HashSet<>(
                        batch.items().stream().map(CollectedItem::remoteId).toList()))
                .hasSize(20);
        assertThat(batch.next().mark("reached")).contains("714859");
    }

    @Test
    void ofNotificationsOnlyWhoSpeaksToUsCounts() {
        var batch = (Batch) mastodon(
                asked -> asked.contains("/context")
                        ? Reply.json("{\"ancestors\":[],\"descendants\":[]}")
                        : Reply.json(recorded(MASTODON + "notifications.json")),
                Cursor.START,
                Map.of());

        assertThat(batch.items()).singleElement().satisfies(item -> {
            assertThat(item.text()).isEqualTo("@trwnh sup!");
            assertThat(item.author().handle()).startsWith("zsc@");
        });
        assertThat(batch.next().mark("reached")).contains("34975861");
    }

    @Test
    void hangsAnAnswerWhereItsThreadBegan() {
        var status =
                "[{\"id\":\"9\",\"uri\":\"https://m.example/9\",\"in_reply_to_id\":\"6884692\",\"created_at\":\"2026-11-22T10:00:00Z\",\"content\":\"<p>yes</p>\",\"account\":{\"acct\":\"leo\"}}]";
        var batch = (Batch) mastodon(
                asked -> asked.contains("/statuses/9/context")
                        ? Reply.json(recorded(MASTODON + "context.json"))
                        : Reply.json(status),
                Cursor.START,
                Map.of("hashtag", "x"));
        var context = Json.read(Body.of(recorded(MASTODON + "context.json")));

        var item = batch.items().getFirst();
        assertThat(item.threadRemoteId())
                .isEqualTo(MastodonStatus.remoteId(context.path("ancestors").path(0)));
        assertThat(item.parentRemoteId())
                .contains(MastodonStatus.remoteId(context.path("ancestors").path(1)));
    }

    @Test
    void findsByWordsAndReadsItsOwnWayOfSayingHowLongToWait() {
        var batch = (Batch) mastodon(
                asked ->
                        Reply.json(asked.contains("max_id") ? "{\"statuses\":[]}" : recorded(MASTODON + "search.json")),
                Cursor.START,
                Map.of("query", "mastodon"));
        assertThat(batch.items()).as("posts recorded without their authors").isEmpty();
        assertThat(batch.next().mark("reached")).contains("103085519055545958");

        var limited = mastodon(
                asked -> new Reply(
                        429,
                        Map.of("X-RateLimit-Reset", "2026-11-22T12:03:20.250Z"),
                        recorded(MASTODON + "error.json")),
                Cursor.START,
                Map.of("query", "mastodon"));
        assertThat(limited).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.problem()).isEqualTo(Problem.RATE_LIMIT);
            assertThat(failure.retryAfter()).contains(Duration.ofMillis(200_250));
        });
        var refused = mastodon(
                asked -> new Reply(401, Map.of(), recorded(MASTODON + "error_401_unauthorized.json")),
                Cursor.START,
                Map.of());
        assertThat(((Failure) refused).problem()).isEqualTo(Problem.AUTHENTICATION);
    }

    @Test
    @SuppressWarnings("unchecked")
    void goesOnWhereTheServerOfASessionSaysInItsLinks() throws IOException {
        var file = PublicData.folder("api").resolve("mastodon/mastodon.py/tests/cassettes/test_notifications.yaml");
        var session = (Map<String, List<Map<String, Map<String, Object>>>>)
                new Yaml().load(Files.readString(Path.of(file.toString())));
        var exchange = Objects.requireNonNull(session.get("interactions")).stream()
                .filter(one -> String.valueOf(
                                Objects.requireNonNull(one.get("request")).get("uri"))
                        .endsWith("/api/v1/notifications"))
                .findFirst()
                .orElseThrow();
        var response = Objects.requireNonNull(exchange.get("response"));
        var body = String.valueOf(((Map<String, Object>) Objects.requireNonNull(response.get("body"))).get("string"));
        var link = String.valueOf(((Map<String, List<String>>) Objects.requireNonNull(response.get("headers")))
                .entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase("link"))
                        .findFirst()
                        .orElseThrow()
                        .getValue()
                        .getFirst());
        var asked = new CopyOnWriteArrayList<String>();
        var batch = (Batch) mastodon(
                question -> {
                    asked.add(question);
                    return question.contains("min_id=19")
                            ? new Reply(200, Map.of("Link", link), body)
                            : Reply.json(question.contains("context") ? "{\"ancestors\":[]}" : "[]");
                },
                Cursor.START.with("reached", Optional.of("19")).with("from", Optional.of("19")),
                Map.of());

        assertThat(batch.items()).hasSize(1);
        assertThat(batch.next().mark("reached")).contains("20");
        assertThat(asked).anyMatch(question -> question.contains("min_id=20"));
    }

    @Test
    void readsTheNewestPostsOfAForum() {
        var latest = recorded("discourse/spec/fixtures/posts_latest.json");
        var batch = (Batch) poll(
                asked -> Reply.json(asked.contains("before") ? "{\"latest_posts\":[]}" : latest),
                (fetcher, server) -> new DiscourseConnector(fetcher, CLOCK)
                        .poll(SourceSettings.of("url", server.url("")), Credentials.NONE, Cursor.START));

        assertThat(batch.items()).extracting(CollectedItem::remoteId).containsExactly("2/1", "7/1", "11/1", "11/2");
        var answer = batch.items().getLast();
        assertThat(answer.text()).isEqualTo("holla bullhonky.");
        assertThat(answer.author().handle()).isEqualTo("johndoe");
        assertThat(answer.parentRemoteId()).contains("11/1");
        assertThat(answer.threadRemoteId()).isEqualTo("11/1");
        assertThat(answer.permalink()).endsWith("/t/this-is-an-uncategorized-title/11/2");
        assertThat(batch.next().mark("reached")).contains("15");
    }

    @Test
    void ofAForumOneCategoryIsEnough() {
        var latest = recorded("discourse/spec/fixtures/posts_latest.json");
        var batch = (Batch) poll(
                asked -> Reply.json(asked.contains("before") ? "{\"latest_posts\":[]}" : latest),
                (fetcher, server) -> new DiscourseConnector(fetcher, CLOCK)
                        .poll(
                                new SourceSettings(Map.of("url", server.url(""), "category", "999")),
                                Credentials.NONE,
                                Cursor.START));
        assertThat(batch.items()).isEmpty();
        assertThat(batch.next().mark("reached")).contains("15");
    }
}
