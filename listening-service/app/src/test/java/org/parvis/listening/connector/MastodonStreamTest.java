package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.connector.StubServer.Reply;

class MastodonStreamTest {

    private static final Credentials TOKEN = new Credentials(Map.of("accessToken", "secret"));

    private final World world = new World();
    private volatile String list = "[" + status("1", "in the list") + "]";
    private volatile Reply instance = Reply.error(404, "none");
    private volatile Reply stream = events();
    private final StubServer server = new StubServer(this::answer);
    private final Fetcher fetcher =
            new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), world.clock);
    private final MastodonConnector connector = new MastodonConnector(fetcher, world.clock);

    private Reply answer(String asked) {
        if (asked.contains("/api/v2/instance")) {
            return instance;
        }
        if (asked.contains("/streaming/")) {
            return stream;
        }
        return asked.contains("/api/v1/timelines") || asked.contains("/api/v1/notifications")
                ? Reply.json(list)
                : Reply.error(404, "Record not found");
    }

    private static String status(String id, String text) {
        return "{\"id\":\"%s\",\"uri\":\"https://m.example/s/%s\",\"created_at\":\"2026-11-21T11:00:00Z\",\"edited_at\":null,\"content\":\"<p>%s</p>\",\"account\":{\"acct\":\"leo\"}}"
                .formatted(id, id, text);
    }

    private static Reply events(String... events) {
        return new Reply(200, Map.of("Content-Type", "text/event-stream"), ":)\n\n" + String.join("", events));
    }

    private static String event(String kind, String data) {
        return "event: " + kind + "\ndata: " + data + "\n\n";
    }

    @AfterEach
    void stop() {
        fetcher.close();
        server.close();
    }

    private PollResult poll(Cursor cursor, String... more) {
        var settings = new HashMap<>(Map.of("server", server.url(""), "stream", "yes"));
        for (var at = 0; at < more.length; at += 2) {
            settings.put(more[at], more[at + 1]);
        }
        return connector.poll(new SourceSettings(settings), TOKEN, cursor);
    }

    private Batch tagged(Cursor cursor) {
        return (Batch) poll(cursor, "hashtag", "#wifi");
    }

    private long asked(String path) {
        return server.requests().stream()
                .filter(request -> request.contains(path))
                .count();
    }

    @Test
    void hearsBetweenTheListsWhatIsSaidEditedAndDeleted() {
        var first = tagged(Cursor.START);
        assertThat(first.items()).extracting(CollectedItem::text).containsExactly("in the list");
        stream = events(
                event("update", status("2", "heard")),
                event("update", status("2", "heard")),
                event("status.update", status("1", "in the list, better")),
                event("update", status("3", "regretted")),
                event("delete", "3"),
                event("delete", "never heard of"),
                event("filters_changed", "undefined"),
                event("update", "{"),
                event("update", "[]"),
                event(
                        "notification",
                        "{\"id\":\"9\",\"type\":\"mention\",\"status\":" + status("4", "to the account") + "}"));

        var second = tagged(first.next());

        assertThat(second.items())
                .extracting(item -> item.change() + " " + item.remoteId() + " " + item.text())
                .containsExactlyInAnyOrder(
                        "PRESENT https://m.example/s/2 heard",
                        "PRESENT https://m.example/s/1 in the list, better",
                        "EDITED https://m.example/s/1 in the list, better",
                        "PRESENT https://m.example/s/3 regretted",
                        "DELETED https://m.example/s/3 ");
        assertThat(second.items().getLast().change()).as("after it was said").isEqualTo(Change.DELETED);
        assertThat(asked("/api/v1/timelines"))
                .as("the lists wait half a minute")
                .isEqualTo(1);
        stream = events(event("delete", "2"));
        assertThat(tagged(second.next()).items())
                .extracting(item -> item.change() + " " + item.remoteId())
                .containsExactly("DELETED https://m.example/s/2");
        world.passes(Duration.ofSeconds(31));
        tagged(second.next());
        assertThat(asked("/api/v1/timelines")).isEqualTo(2);
    }

    @Test
    void hearsWhoSpeaksToTheAccount() {
        list = "[{\"id\":\"70\",\"type\":\"mention\",\"status\":" + status("1", "before") + "}]";
        var first = (Batch) poll(Cursor.START);
        stream = events(
                event("notification", "{\"id\":\"71\",\"type\":\"mention\",\"status\":" + status("2", "to us") + "}"),
                event("notification", "{\"id\":\"72\",\"type\":\"favourite\",\"status\":" + status("3", "ours") + "}"),
                event("update", status("4", "of the home timeline")));
        assertThat(((Batch) poll(first.next())).items())
                .extracting(CollectedItem::text)
                .containsExactly("to us");
        assertThat(server.requests()).contains("GET /api/v1/streaming/user/notification [Bearer secret]");
    }

    @ParameterizedTest
    @CsvSource({
        "hashtag, #wi fi, /api/v1/timelines/tag/wi%20fi?, /api/v1/streaming/hashtag?tag=wi%20fi",
        "timeline, public, /api/v1/timelines/public?limit=40&local=false, /api/v1/streaming/public",
        "timeline, local, /api/v1/timelines/public?limit=40&local=true, /api/v1/streaming/public/local",
    })
    void asksForTheStreamOfWhatTheListsShow(String setting, String value, String lists, String streams) {
        poll(Cursor.START, setting, value);
        assertThat(server.requests())
                .anyMatch(request -> request.startsWith("GET " + lists))
                .contains("GET " + streams + " [Bearer secret]");
    }

    @Test
    void aStreamThatIsDownLosesNothingAndIsLeftAlone() {
        stream = new Reply(429, Map.of("Retry-After", "120"), "{}");
        var first = tagged(Cursor.START);
        assertThat(first.items()).hasSize(1);
        world.passes(Duration.ofSeconds(60));
        list = "[" + status("2", "later") + "," + status("1", "in the list") + "]";
        var second = tagged(first.next());
        assertThat(second.items()).extracting(CollectedItem::text).contains("later");
        assertThat(asked("/streaming/")).as("it asked for two minutes").isEqualTo(1);
        world.passes(Duration.ofSeconds(61));
        tagged(second.next());
        assertThat(asked("/streaming/")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 302, 200})
    void aStreamThatIsNotThereIsTold(int status) {
        stream = new Reply(status, Map.of("Location", "http://10.0.0.1/"), "{}");
        assertThat(poll(Cursor.START, "hashtag", "wifi"))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.problem())
                                .isEqualTo(
                                        status < 404 && status > 400 ? Problem.AUTHENTICATION : Problem.BAD_CONTENT));
    }

    @Test
    void theTokenGoesToNobodyElse() {
        try (var other = new StubServer(asked -> events(event("update", status("5", "of somebody else"))))) {
            var port = other.url("").replaceFirst(".*:", "");
            for (var told : List.of(
                    "ws://localhost:" + port,
                    "wss://streaming.elsewhere.example",
                    "file:///etc/passwd",
                    "ws://127.0.0.1.example:" + port,
                    "ws://me@127.0.0.1:" + port,
                    "nonsense",
                    "")) {
                instance = Reply.json("{\"configuration\":{\"urls\":{\"streaming\":\"" + told + "\"}}}");
                var fresh = new MastodonConnector(fetcher, world.clock);
                var result = fresh.poll(
                        new SourceSettings(Map.of("server", server.url(""), "stream", "yes", "hashtag", "wifi")),
                        TOKEN,
                        Cursor.START);
                assertThat(result).as(told).isInstanceOf(Batch.class);
            }
            assertThat(other.requests()).isEmpty();
            assertThat(asked("/streaming/")).isEqualTo(7);

            instance = Reply.json("{\"configuration\":{\"urls\":{\"streaming\":\"ws://127.0.0.1:" + port + "/\"}}}");
            poll(Cursor.START, "hashtag", "wifi");
            assertThat(other.requests())
                    .as("another door of the same host")
                    .containsExactly("GET /api/v1/streaming/hashtag?tag=wifi [Bearer secret]");
        }
    }

    @Test
    void knowsWhoSpeaksForAHost() {
        assertThat(WebApi.belongsTo("m.example", "https://streaming.M.example/x"))
                .isTrue();
        assertThat(WebApi.belongsTo("M.example", "https://m.example:4000")).isTrue();
        assertThat(WebApi.belongsTo("m.example", "https://evilm.example")).isFalse();
        assertThat(WebApi.belongsTo("m.example", "https://m.example.evil")).isFalse();
    }

    @Test
    void waitsSomeSecondsForWhatIsSaidAndNotTheFirstTime() throws IOException {
        var open = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        open.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        open.createContext("/", exchange -> {
            var streams = exchange.getRequestURI().getPath().contains("/streaming/");
            exchange.getResponseHeaders().set("Content-Type", streams ? "text/event-stream" : "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write((streams ? event("update", status("2", "heard")) : list).getBytes(UTF_8));
            exchange.getResponseBody().flush();
            if (!streams) {
                exchange.close();
            }
        });
        open.start();
        try (var own = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC())) {
            var patient = new MastodonConnector(own, Clock.systemUTC(), Duration.ofMillis(1_500));
            var settings = new SourceSettings(Map.of(
                    "server", "http://127.0.0.1:" + open.getAddress().getPort(), "hashtag", "wifi", "stream", "yes"));
            var begun = Instant.now();
            var first = (Batch) patient.poll(settings, TOKEN, Cursor.START);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMillis(1_400));
            assertThat(first.items()).hasSize(1);

            begun = Instant.now();
            var second = (Batch) patient.poll(settings, TOKEN, first.next());
            assertThat(Duration.between(begun, Instant.now()))
                    .isBetween(Duration.ofMillis(1_200), Duration.ofSeconds(6));
            assertThat(second.items()).extracting(CollectedItem::text).containsExactly("heard");
        } finally {
            open.stop(0);
        }
    }

    @Test
    void saysWhatCannotBeListenedTo() {
        assertThat(problems(Map.of("query", "wifi"), TOKEN))
                .containsExactly(new SettingProblem("stream", "NO_STREAM_OF_A_SEARCH"));
        assertThat(problems(Map.of("hashtag", "wifi"), Credentials.NONE))
                .containsExactly(SettingProblem.missing("accessToken"));
        assertThat(problems(Map.of("hashtag", "wifi", "timeline", "public"), TOKEN))
                .containsExactly(new SettingProblem("timeline", "ONE_OF_THEM"));
        assertThat(problems(Map.of("timeline", "home"), TOKEN))
                .containsExactly(new SettingProblem("timeline", "NOT_OFFERED"));
        assertThat(problems(Map.of("stream", "wss://m.example", "hashtag", "wifi"), TOKEN))
                .containsExactly(new SettingProblem("stream", "NOT_OFFERED"));
        assertThat(problems(Map.of("timeline", "local"), TOKEN)).isEmpty();
        assertThat(problems(Map.of(), TOKEN)).isEmpty();
    }

    private List<SettingProblem> problems(Map<String, String> more, Credentials credentials) {
        var settings = new HashMap<>(Map.of("server", "https://m.example", "stream", "yes"));
        settings.putAll(more);
        return connector.check(new SourceSettings(settings), credentials);
    }
}
