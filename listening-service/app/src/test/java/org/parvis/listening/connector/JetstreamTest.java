package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.listening.connector.StubServer.Reply;

class JetstreamTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final long NOON = NOW.toEpochMilli() * 1_000;
    private static final long SECOND = 1_000_000;

    private final List<String> told = new ArrayList<>();
    private int closedWith = 1000;
    private Reply profile = Reply.error(400, "InvalidRequest");

    private final StubJetstream server =
            new StubJetstream(this::page, asked -> new StubJetstream.Told(List.copyOf(told), closedWith));
    private final BlueskyConnector connector = new BlueskyConnector(
            new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), CLOCK), CLOCK);

    private Reply page(String asked) {
        if (asked.contains("/subscribe")) {
            return new Reply(101, Map.of(), "");
        }
        return asked.contains("getProfile")
                ? profile
                : Reply.json(
                        "{\"did\":\"did:plc:us\",\"handle\":\"us.test\",\"accessJwt\":\"a\",\"refreshJwt\":\"r\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Map<String, String> settings(String... query) {
        var settings = new HashMap<>(
                Map.of("service", server.url(""), "identifier", "us.test", "stream", server.url("/subscribe")));
        if (query.length > 0) {
            settings.put("query", query[0]);
        }
        return settings;
    }

    private PollResult poll(Cursor cursor, String... query) {
        return connector.poll(new SourceSettings(settings(query)), new Credentials(Map.of("password", "pw")), cursor);
    }

    private static String commit(String did, String operation, String key, long time, String text) {
        var record = operation.equals("delete")
                ? ""
                : ",\"record\":{\"text\":\"" + text + "\",\"createdAt\":\"2026-11-21T11:00:00Z\"}";
        return "{\"did\":\"" + did + "\",\"time_us\":" + time + ",\"kind\":\"commit\",\"commit\":{\"operation\":\""
                + operation + "\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"" + key + "\"" + record + "}}";
    }

    private long asked() {
        return Long.parseLong(server.requests().stream()
                .filter(request -> request.contains("/subscribe"))
                .toList()
                .getLast()
                .replaceFirst(".*cursor=", ""));
    }

    @Test
    void keepsWhatHasEachWordOfTheSearchAndWhatHappensToPosts() {
        profile = Reply.json("{\"handle\":\"Margaux.test\",\"displayName\":\"Margaux B\"}");
        told.add(commit("did:plc:margaux", "create", "1", NOON - 9 * SECOND, "Le #WiFi d’Hélianthe est coupé"));
        told.add(commit("did:plc:leo", "create", "2", NOON - 8 * SECOND, "Le wifi du train"));
        told.add(commit("did:plc:us", "create", "3", NOON - 7 * SECOND, "Le wifi d’Helianthe revient"));
        told.add(commit("did:plc:margaux", "update", "1", NOON - 6 * SECOND, "Le wifi d’Hélianthe revient"));
        told.add(commit("did:plc:leo", "update", "9", NOON - 5 * SECOND, "plus rien"));
        told.add(commit("did:plc:leo", "delete", "7", NOON - 4 * SECOND, ""));

        var batch = (Batch) poll(Cursor.START, "helianthe wifi");

        assertThat(batch.items())
                .extracting(CollectedItem::change, CollectedItem::remoteId)
                .containsExactly(
                        tuple(Change.PRESENT, "at://did:plc:margaux/app.bsky.feed.post/1"),
                        tuple(Change.PRESENT, "at://did:plc:margaux/app.bsky.feed.post/1"),
                        tuple(Change.EDITED, "at://did:plc:margaux/app.bsky.feed.post/1"),
                        tuple(Change.EDITED, "at://did:plc:leo/app.bsky.feed.post/9"),
                        tuple(Change.DELETED, "at://did:plc:leo/app.bsky.feed.post/7"));
        assertThat(batch.items().getFirst().author())
                .isEqualTo(new Author("did:plc:margaux", "margaux.test", "Margaux B"));
        assertThat(batch.items().getFirst().permalink()).isEqualTo("https://bsky.app/profile/margaux.test/post/1");
        assertThat(server.requests())
                .filteredOn(request -> request.contains("getProfile"))
                .hasSize(2)
                .allMatch(request -> request.endsWith("[Bearer a]"));
        poll(batch.next(), "helianthe wifi");
        assertThat(server.requests())
                .as("whoever is known is not looked up again")
                .filteredOn(request -> request.contains("getProfile"))
                .hasSize(2);
        assertThat(server.requests())
                .as("the stream is told nothing secret")
                .filteredOn(request -> request.contains("/subscribe"))
                .noneMatch(request -> request.contains("["));
    }

    @Test
    void callsPeopleByTheirIdWhereNobodySaysMore() {
        told.add(commit("did:plc:margaux", "create", "1", NOON - 9 * SECOND, "wifi"));
        told.add(commit("did:plc:leo", "create", "2", NOON - 9 * SECOND, "wifi"));
        var batch = (Batch) poll(Cursor.START, "wifi");
        assertThat(batch.items())
                .extracting(item -> item.author().handle())
                .containsExactly("did:plc:margaux", "did:plc:leo");
        assertThat(server.requests())
                .as("who does not answer is not asked for each")
                .filteredOn(request -> request.contains("getProfile"))
                .hasSize(1);
    }

    @Test
    void goesOnSomeSecondsBeforeWhereItStopped() {
        told.add("{\"did\":\"did:plc:leo\",\"time_us\":" + (NOON - 20 * SECOND) + ",\"kind\":\"identity\"}");
        told.add("{\"did\":\"did:plc:leo\",\"time_us\":" + (NOON - 10 * SECOND) + ",\"kind\":\"account\"}");
        var first = (Batch) poll(Cursor.START);
        assertThat(asked()).isEqualTo(NOON - 900 * SECOND);
        assertThat(first.items()).isEmpty();

        told.clear();
        var second = (Batch) poll(first.next());
        assertThat(asked()).isEqualTo(NOON - 15 * SECOND);
        assertThat(second.next()).as("nothing was said").isEqualTo(first.next());

        told.add(commit("did:plc:leo", "create", "1", NOON - 30 * SECOND, "late"));
        var third = (Batch) poll(second.next());
        assertThat(third.next()).as("it never goes back").isEqualTo(first.next());
    }

    @Test
    void goesOnWhereTheSearchWasAndLeavesTheSearchItsPlace() {
        var searched = Cursor.START.with("seen", Optional.of("2026-11-21T11:30:00Z"));
        told.add(commit("did:plc:leo", "create", "1", NOON - 60 * SECOND, "x"));
        var batch = (Batch) poll(searched);
        assertThat(asked()).isEqualTo(NOON - 45 * 60 * SECOND);
        assertThat(batch.next().mark("seen")).contains("2026-11-21T11:59:00Z");
    }

    @Test
    void aMomentInTheFutureIsNow() {
        told.add(commit("did:plc:leo", "create", "1", Long.MAX_VALUE, "wifi"));
        var batch = (Batch) poll(Cursor.START, "wifi");
        assertThat(batch.items().getFirst().publishedAt()).isBeforeOrEqualTo(NOW);
        poll(batch.next());
        assertThat(asked()).isBetween(NOON - 900 * SECOND, NOON);
        poll(Cursor.START.with("time", Optional.of("999999999999999999")));
        assertThat(asked()).as("the server would take it for from now on").isEqualTo(NOON);
        poll(Cursor.START.with("time", Optional.of("nonsense")));
        assertThat(asked()).isEqualTo(NOON - 900 * SECOND);
    }

    @Test
    void takesNoMoreAtOnceThanItCanHoldAndGoesOnWhereItStopped() {
        IntStream.range(0, 1_500)
                .forEach(n -> told.add(commit("did:plc:leo", "create", "n" + n, NOON - 8 * SECOND + n, "wifi")));
        var batch = (Batch) poll(Cursor.START.with("time", Optional.of(String.valueOf(NOON - 8 * SECOND))), "wifi");
        assertThat(batch.items()).hasSize(1_000);
        assertThat(batch.more()).isTrue();
        poll(batch.next(), "wifi");
        assertThat(asked()).as("always further on").isBetween(NOON - 8 * SECOND + 1, NOON - 8 * SECOND + 1_000);
    }

    @Test
    void whereEverythingHappensAtOnceItGetsOnAllTheSame() {
        IntStream.range(0, 1_500)
                .forEach(n -> told.add(commit("did:plc:leo", "create", "n" + n, NOON - 8 * SECOND, "wifi")));
        var batch = (Batch) poll(Cursor.START.with("time", Optional.of(String.valueOf(NOON - 8 * SECOND))), "wifi");
        poll(batch.next(), "wifi");
        assertThat(asked()).isEqualTo(NOON - 8 * SECOND + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"did\":7,\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"operation\":\"delete\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"1\"}}",
                "{\"did\":\"did:plc:leo\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":\"x\"}",
                "{\"did\":\"did:plc:leo\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"operation\":\"create\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"a/b\",\"record\":{\"text\":\"wifi\"}}}",
                "{\"did\":\"did:plc:leo\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"operation\":\"create\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"1\",\"record\":{\"text\":[\"wifi\"]}}}",
                "{\"did\":\"did:plc:leo\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"operation\":\"create\",\"collection\":\"app.bsky.feed.like\",\"rkey\":\"1\",\"record\":{\"text\":\"wifi\"}}}",
                "{\"did\":\"x/../y\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"operation\":\"delete\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"1\"}}",
                "{\"did\":\"did:plc:leo\",\"time_us\":%d,\"kind\":\"commit\",\"commit\":{\"operation\":\"vanish\",\"collection\":\"app.bsky.feed.post\",\"rkey\":\"1\"}}",
                "{\"did\":\"did:plc:leo\",\"time_us\":%d}",
                "[%d]",
                "\"text %d\"",
            })
    void whatHasAnotherShapeIsPassedOver(String event) {
        told.add(event.formatted(NOON - 9 * SECOND));
        told.add(commit("did:plc:leo", "create", "2", NOON - 8 * SECOND, "wifi"));
        var batch = (Batch) poll(Cursor.START, "wifi");
        assertThat(batch.items())
                .extracting(CollectedItem::remoteId)
                .containsExactly("at://did:plc:leo/app.bsky.feed.post/2");
    }

    @Test
    void saysThatItIsNoJetstream() {
        told.addAll(List.of("{\"time_us\":\"soon\"}", "{\"time_us\":-5}", "{\"time_us\":1e40}", "hello"));
        assertThat(poll(Cursor.START, "wifi"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.problem()).isEqualTo(Problem.BAD_CONTENT));
    }

    @Test
    void aStreamThatBreaksLeavesWhatItToldAndOneThatTellsNothingIsDown() {
        closedWith = 1011;
        assertThat(poll(Cursor.START, "wifi"))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.problem()).isEqualTo(Problem.OUTAGE));
        told.add(commit("did:plc:leo", "create", "2", NOON - 8 * SECOND, "wifi"));
        var batch = (Batch) poll(Cursor.START, "wifi");
        assertThat(batch.items()).hasSize(1);
        assertThat(batch.more()).isFalse();
    }

    @Test
    void isSetUpWithTheAddressOfAServer() {
        var credentials = new Credentials(Map.of("password", "pw"));
        for (var address :
                List.of("wss://jetstream.example", "https://jetstream.example/", "ws://127.0.0.1:6008/subscribe")) {
            var settings = settings("wifi");
            settings.put("stream", address);
            assertThat(connector.check(new SourceSettings(settings), credentials))
                    .as(address)
                    .isEmpty();
        }
        for (var address : List.of(
                "yes",
                "jetstream.example",
                "ftp://jetstream.example",
                "wss://me:pw@jetstream.example",
                "wss://jetstream.example/?cursor=1")) {
            var settings = settings("wifi");
            settings.put("stream", address);
            assertThat(connector.check(new SourceSettings(settings), credentials))
                    .as(address)
                    .containsExactly(new SettingProblem("stream", "NOT_AN_ADDRESS"));
        }
        assertThat(connector.check(new SourceSettings(settings("!?")), credentials))
                .as("the whole network would be for us")
                .containsExactly(SettingProblem.missing("query"));
    }
}
