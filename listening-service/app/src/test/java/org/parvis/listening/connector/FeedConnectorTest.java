package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;

class FeedConnectorTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final String FEED = """
            <rss version="2.0"><channel><title>Le blog</title><language>fr</language>
            <item><title>Deux</title><guid>2</guid><pubDate>Sat, 21 Nov 2026 11:00:00 GMT</pubDate><description>Le texte</description></item>
            <item><title>Un</title><guid>https://blog.example/1</guid><link>/1</link><author>Zoé</author><pubDate>Fri, 20 Nov 2026 11:00:00 GMT</pubDate></item>
            <item><title>Demain</title><guid>3</guid><pubDate>Sun, 22 Nov 2026 11:00:00 GMT</pubDate></item></channel></rss>""";

    private final AtomicReference<StubServer.Reply> reply =
            new AtomicReference<>(new StubServer.Reply(200, Map.of("ETag", "\"v1\""), FEED));
    private final StubServer server = new StubServer(asked -> reply.get());
    private final FeedConnector connector =
            new FeedConnector(new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), CLOCK), CLOCK);

    @AfterEach
    void stop() {
        server.close();
    }

    private PollResult poll(Cursor cursor) {
        return connector.poll(SourceSettings.of("url", server.url("/feed.xml")), Credentials.NONE, cursor);
    }

    @Test
    void bringsTheEntriesOldestFirst() {
        var batch = (Batch) poll(Cursor.START);

        assertThat(batch.items())
                .extracting(CollectedItem::remoteId)
                .containsExactly("https://blog.example/1", "2", "3");
        assertThat(batch.items().getFirst())
                .isEqualTo(new CollectedItem(
                        CollectedItem.Change.PRESENT,
                        "feed",
                        "https://blog.example/1",
                        new Author("127.0.0.1/zoé", "Zoé", "Zoé"),
                        Optional.of("Un"),
                        "Un",
                        server.url("/1"),
                        Instant.parse("2026-11-20T11:00:00Z"),
                        Optional.empty(),
                        "https://blog.example/1",
                        Optional.of("fr")));
        assertThat(batch.items().get(1).scope())
                .as("a bare number means something in this feed only")
                .isEqualTo("feed " + server.url("/feed.xml"));
        assertThat(batch.items().getLast().publishedAt())
                .as("nothing comes from the future")
                .isEqualTo(CLOCK.instant());
    }

    @Test
    void asksOnlyForNewsTheNextTime() {
        var first = (Batch) poll(Cursor.START);
        reply.set(new StubServer.Reply(304, Map.of(), ""));
        var second = (Batch) poll(first.next());

        assertThat(second.items()).isEmpty();
        assertThat(second.next()).isEqualTo(first.next());
        assertThat(server.requests().getLast()).isEqualTo("GET /feed.xml {\"v1\"}");
    }

    @Test
    void saysWhatIsWrongAndWhoMustAct() {
        assertFailure(
                new StubServer.Reply(500, Map.of("Retry-After", "60"), ""),
                Problem.OUTAGE,
                "listening.source.SERVER_ERROR");
        assertFailure(new StubServer.Reply(403, Map.of(), ""), Problem.AUTHENTICATION, "listening.source.FORBIDDEN");
        assertFailure(new StubServer.Reply(404, Map.of(), ""), Problem.BAD_CONTENT, "listening.source.NOT_FOUND");
        assertFailure(new StubServer.Reply(200, Map.of(), "hello"), Problem.BAD_CONTENT, "listening.feed.NOT_A_FEED");
        assertFailure(new StubServer.Reply(200, Map.of(), ""), Problem.BAD_CONTENT, "listening.feed.EMPTY");
        assertFailure(
                new StubServer.Reply(
                        200,
                        Map.of(),
                        "<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head></html>"),
                Problem.BAD_CONTENT,
                "listening.feed.WEB_PAGE");
        assertFailure(
                new StubServer.Reply(302, Map.of("Location", "http://10.0.0.1/"), ""),
                Problem.REFUSED_ADDRESS,
                "fetcher.refused.FORBIDDEN_ADDRESS");
        reply.set(new StubServer.Reply(429, Map.of("Retry-After", "120"), ""));
        assertThat(((Failure) poll(Cursor.START)).retryAfter()).contains(Duration.ofMinutes(2));
        server.close();
        assertThat(((Failure) poll(Cursor.START)).code()).isEqualTo("fetcher.failed.CONNECT");
    }

    private void assertFailure(StubServer.Reply answer, Problem problem, String code) {
        reply.set(answer);
        assertThat(poll(Cursor.START)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.problem()).isEqualTo(problem);
            assertThat(failure.code()).isEqualTo(code);
        });
    }

    @Test
    void pointsToTheFeedOfAPage() {
        reply.set(new StubServer.Reply(
                200,
                Map.of(),
                "<html><head><link rel='alternate' type='application/rss+xml' href='/rss'></head></html>"));

        assertThat(((Failure) poll(Cursor.START)).detail()).isEqualTo(server.url("/rss"));
    }

    @Test
    void tellsThatTheFeedMovedForGood() {
        try (var old = new StubServer(asked -> asked.equals("GET /old")
                ? new StubServer.Reply(301, Map.of("Location", "/new"), "")
                : new StubServer.Reply(200, Map.of(), FEED))) {
            var batch =
                    (Batch) connector.poll(SourceSettings.of("url", old.url("/old")), Credentials.NONE, Cursor.START);

            assertThat(batch.movedTo()).contains(old.url("/new"));
        }
    }

    @Test
    void asksForAnAddress() {
        assertThat(connector.check(SourceSettings.of("url", " "), Credentials.NONE))
                .containsExactly(new SettingProblem("url", "MISSING"));
        assertThat(connector.check(SourceSettings.of("url", "https://x.example"), Credentials.NONE))
                .isEmpty();
    }
}
