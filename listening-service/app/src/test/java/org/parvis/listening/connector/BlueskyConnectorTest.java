package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.listening.connector.StubServer.Reply.error;
import static org.parvis.listening.connector.StubServer.Reply.json;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;

class BlueskyConnectorTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final String US = "did:plc:us";

    /** Answers by the method called; a list is answered one by one, the last for ever. */
    private final Map<String, List<StubServer.Reply>> answers = new HashMap<>();

    private final StubServer server = new StubServer(this::answer);
    private final BlueskyConnector connector = new BlueskyConnector(
            new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), CLOCK), CLOCK);

    private synchronized StubServer.Reply answer(String asked) {
        var method = asked.replaceAll("^\\w+ /xrpc/([A-Za-z.]+).*$", "$1");
        var replies = answers.getOrDefault(method, List.of(error(501, "MethodNotImplemented")));
        return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }

    private void answers(String method, StubServer.Reply... replies) {
        answers.put(method, new ArrayList<>(List.of(replies)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private PollResult poll(Cursor cursor, String... query) {
        var settings = new HashMap<>(Map.of("service", server.url(""), "identifier", "helianthe.test"));
        if (query.length > 0) {
            settings.put("query", query[0]);
        }
        return connector.poll(new SourceSettings(settings), new Credentials(Map.of("password", "pw")), cursor);
    }

    private void acceptsLogIn() {
        answers("com.atproto.server.createSession", session("access-1"), session("access-2"));
    }

    private static StubServer.Reply session(String access) {
        return json("{\"did\":\"" + US + "\",\"handle\":\"helianthe.test\",\"accessJwt\":\"" + access
                + "\",\"refreshJwt\":\"refresh\"}");
    }

    private static String view(String key, String did, String reason, String indexedAt, String more) {
        return "{\"uri\":\"at://" + did + "/app.bsky.feed.post/" + key + "\",\"cid\":\"c\",\"reason\":\"" + reason
                + "\",\"author\":{\"did\":\"" + did
                + "\",\"handle\":\"Margaux.test\",\"displayName\":\"Margaux \\u202eB\"},"
                + "\"record\":{\"$type\":\"app.bsky.feed.post\",\"text\":\"Bonjour @helianthe\",\"createdAt\":\"2026-11-21T10:00:00.000Z\",\"langs\":[\"fr-FR\"]"
                + more + "},\"indexedAt\":\"" + indexedAt + "\"}";
    }

    private static StubServer.Reply notifications(String cursor, String... views) {
        return json("{\"notifications\":[" + String.join(",", views) + "]"
                + (cursor.isEmpty() ? "" : ",\"cursor\":\"" + cursor + "\"") + "}");
    }

    @Test
    void readsWhoSpeaksToUsInTheirThread() {
        acceptsLogIn();
        var reply =
                ",\"reply\":{\"root\":{\"uri\":\"at://did:plc:us/app.bsky.feed.post/r\",\"cid\":\"c\"},\"parent\":{\"uri\":\"at://did:plc:bob/app.bsky.feed.post/p\",\"cid\":\"c\"}}";
        answers(
                "app.bsky.notification.listNotifications",
                notifications(
                        "",
                        view("3", "did:plc:margaux", "reply", "2026-11-21T10:05:00.000Z", reply),
                        view("2", "did:plc:bob", "like", "2026-11-21T10:04:00.000Z", ""),
                        view("1", "did:plc:margaux", "mention", "2026-11-21T09:59:00.000Z", "")));

        var batch = (Batch) poll(Cursor.START);

        assertThat(batch.items())
                .containsExactly(
                        new CollectedItem(
                                CollectedItem.Change.PRESENT,
                                "bluesky",
                                "at://did:plc:margaux/app.bsky.feed.post/1",
                                new Author("did:plc:margaux", "margaux.test", "Margaux B"),
                                Optional.empty(),
                                "Bonjour @helianthe",
                                "https://bsky.app/profile/margaux.test/post/1",
                                Instant.parse("2026-11-21T09:59:00Z"),
                                Optional.empty(),
                                "at://did:plc:margaux/app.bsky.feed.post/1",
                                Optional.of("fr")),
                        new CollectedItem(
                                CollectedItem.Change.PRESENT,
                                "bluesky",
                                "at://did:plc:margaux/app.bsky.feed.post/3",
                                new Author("did:plc:margaux", "margaux.test", "Margaux B"),
                                Optional.empty(),
                                "Bonjour @helianthe",
                                "https://bsky.app/profile/margaux.test/post/3",
                                Instant.parse("2026-11-21T10:00:00Z"),
                                Optional.of("at://did:plc:bob/app.bsky.feed.post/p"),
                                "at://did:plc:us/app.bsky.feed.post/r",
                                Optional.of("fr")));
        assertThat(batch.next().mark("seen")).contains("2026-11-21T10:05:00Z");
    }

    @Test
    void goesBackToAQuarterOfAnHourBeforeWhatItSaw() {
        acceptsLogIn();
        answers(
                "app.bsky.notification.listNotifications",
                notifications("p2", view("9", "did:plc:bob", "mention", "2026-11-21T10:30:00Z", "")),
                notifications("p3", view("8", "did:plc:bob", "mention", "2026-11-21T09:50:00Z", "")),
                notifications("p4", view("7", "did:plc:bob", "mention", "2026-11-21T09:44:00Z", "")),
                notifications("p5", view("6", "did:plc:bob", "mention", "2026-11-21T09:00:00Z", "")));

        var batch = (Batch) poll(Cursor.START.with("seen", Optional.of("2026-11-21T10:00:00Z")));

        assertThat(batch.items()).hasSize(3);
        assertThat(batch.incomplete()).isFalse();
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void saysWhenItCouldNotReachBackFarEnough() {
        acceptsLogIn();
        answers(
                "app.bsky.notification.listNotifications",
                notifications("again", view("9", "did:plc:bob", "mention", "2026-11-21T11:30:00Z", "")));

        var batch = (Batch) poll(Cursor.START.with("seen", Optional.of("2026-11-20T10:00:00Z")));

        assertThat(batch.incomplete()).isTrue();
    }

    @Test
    void searchesTheNetworkAndLeavesOutWhatWeWroteOurselves() {
        acceptsLogIn();
        answers(
                "app.bsky.feed.searchPosts",
                json("{\"posts\":["
                        + view("2", "did:plc:margaux", "", "2026-11-21T10:05:00Z", "")
                        + "," + view("1", US, "", "2026-11-21T10:04:00Z", "") + "]}"));

        var batch = (Batch)
                poll(Cursor.START.with("seen", Optional.of("2026-11-21T10:00:00Z")), "hélianthe \"air parvis\"");

        assertThat(batch.items())
                .extracting(CollectedItem::remoteId)
                .containsExactly("at://did:plc:margaux/app.bsky.feed.post/2");
        assertThat(server.requests().getLast())
                .startsWith(
                        "GET /xrpc/app.bsky.feed.searchPosts?limit=100&q=h%C3%A9lianthe%20%22air%20parvis%22&since=2026-11-21T09%3A45%3A00Z&sort=latest");
    }

    @Test
    void keepsItsLogInAndRenewsItWhenItRunsOut() {
        acceptsLogIn();
        answers("com.atproto.server.refreshSession", session("access-9"));
        answers(
                "app.bsky.notification.listNotifications",
                notifications(""),
                error(400, "ExpiredToken"),
                notifications(""));

        var going = Cursor.START.with("seen", Optional.of("2026-11-21T10:00:00Z"));
        poll(going);
        assertThat(poll(going)).isInstanceOf(Batch.class);

        assertThat(server.requests().stream()
                        .map(request -> request.replaceAll("\\?.*?(?= |$)| \\{.*$", ""))
                        .collect(Collectors.toList()))
                .containsExactly(
                        "POST /xrpc/com.atproto.server.createSession",
                        "GET /xrpc/app.bsky.notification.listNotifications [Bearer access-1]",
                        "GET /xrpc/app.bsky.notification.listNotifications [Bearer access-1]",
                        "POST /xrpc/com.atproto.server.refreshSession [Bearer refresh]",
                        "GET /xrpc/app.bsky.notification.listNotifications [Bearer access-9]");
    }

    @Test
    void keepsNoLogInOfWhatIsTriedOnly() {
        acceptsLogIn();
        answers("app.bsky.notification.listNotifications", notifications(""));
        poll(Cursor.START);
        poll(Cursor.START);
        assertThat(server.requests())
                .filteredOn(request -> request.contains("createSession"))
                .hasSize(2);
    }

    @Test
    void takesNoTokenThatCouldNotBeSentBack() {
        for (var token : List.of("a".repeat(9_000), "a\\u0007b", "a\\nb", "\u00e9")) {
            answers("com.atproto.server.createSession", session(token));
            assertFailure(Problem.BAD_CONTENT, "listening.source.UNEXPECTED_ANSWER");
        }
    }

    @Test
    void logsInAgainWhenTheRenewalIsRefusedToo() {
        acceptsLogIn();
        answers("com.atproto.server.refreshSession", error(400, "ExpiredToken"));
        answers("app.bsky.notification.listNotifications", error(400, "InvalidToken"), notifications(""));

        assertThat(poll(Cursor.START)).isInstanceOf(Batch.class);
        assertThat(server.requests().getLast()).contains("Bearer access-2");
    }

    @Test
    void saysWhatIsWrongAndWhoMustAct() {
        answers("com.atproto.server.createSession", error(401, "AuthenticationRequired"));
        assertFailure(Problem.AUTHENTICATION, "listening.source.WRONG_PASSWORD");

        answers("com.atproto.server.createSession", new StubServer.Reply(429, Map.of("Retry-After", "30"), "{}"));
        assertFailure(Problem.RATE_LIMIT, "listening.source.RATE_LIMIT");

        answers("com.atproto.server.createSession", new StubServer.Reply(200, Map.of(), "<html>"));
        assertFailure(Problem.BAD_CONTENT, "listening.source.UNEXPECTED_ANSWER");

        acceptsLogIn();
        answers("app.bsky.notification.listNotifications", error(500, "InternalServerError"));
        assertFailure(Problem.OUTAGE, "listening.source.SERVER_ERROR");

        answers("app.bsky.notification.listNotifications", error(400, "InvalidToken"));
        answers("com.atproto.server.refreshSession", error(400, "InvalidToken"));
        assertFailure(Problem.AUTHENTICATION, "listening.source.FORBIDDEN");
    }

    private void assertFailure(Problem problem, String code) {
        assertThat(poll(Cursor.START)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.problem()).isEqualTo(problem);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.detail()).doesNotContain("pw");
        });
    }

    @Test
    void readsTheAccountsOfAServerThatHasNoIndex() {
        acceptsLogIn();
        answers(
                "com.atproto.sync.listRepos",
                json(
                        "{\"repos\":[{\"did\":\"did:plc:us\",\"rev\":\"1\",\"active\":true},{\"did\":\"did:plc:margaux\",\"rev\":\"7\",\"active\":true},"
                                + "{\"did\":\"did:plc:gone\",\"rev\":\"1\",\"active\":false}]}"));
        answers("com.atproto.repo.describeRepo", json("{\"handle\":\"margaux.test\"}"));
        answers(
                "com.atproto.repo.listRecords",
                json("{\"records\":[" + record("3", "no word to you", "") + ","
                        + record(
                                "2",
                                "hello @helianthe",
                                ",\"facets\":[{\"features\":[{\"$type\":\"app.bsky.richtext.facet#mention\",\"did\":\"did:plc:us\"}]}]")
                        + ","
                        + record(
                                "1",
                                "yes",
                                ",\"reply\":{\"root\":{\"uri\":\"at://did:plc:us/app.bsky.feed.post/r\"},\"parent\":{\"uri\":\"at://did:plc:us/app.bsky.feed.post/r\"}}")
                        + "]}"));

        var batch = (Batch) poll(Cursor.START);

        assertThat(batch.items()).extracting(CollectedItem::text).containsExactlyInAnyOrder("hello @helianthe", "yes");
        assertThat(batch.items())
                .allSatisfy(item -> assertThat(item.author().handle()).isEqualTo("margaux.test"));

        var asked = server.requests().size();
        assertThat(((Batch) poll(batch.next())).items())
                .as("nobody wrote since")
                .isEmpty();
        assertThat(server.requests().subList(asked, server.requests().size()))
                .noneMatch(request -> request.contains("listRecords"));

        assertThat(((Batch) poll(Cursor.START, "word YOU")).items())
                .extracting(CollectedItem::text)
                .containsExactly("no word to you");
    }

    @Test
    void aServerSaysNothingOfTheAccountsOfAnother() {
        acceptsLogIn();
        answers(
                "com.atproto.sync.listRepos",
                json("{\"repos\":[{\"did\":\"did:plc:margaux\",\"rev\":\"7\",\"active\":true}]}"));
        answers("com.atproto.repo.listRecords", json("{\"records\":[" + record("1", "hello", "") + "]}"));
        answers("com.atproto.repo.describeRepo", json("{\"handle\":\"boss.test\"}"));
        poll(Cursor.START, "hello");

        answers("com.atproto.repo.describeRepo", json("{\"handle\":\"margaux.test\"}"));
        var other = server.url("").replace("127.0.0.1", "localhost");
        var batch = connector.poll(
                new SourceSettings(Map.of("service", other, "identifier", "helianthe.test", "query", "hello")),
                new Credentials(Map.of("password", "pw")),
                Cursor.START);

        assertThat(((Batch) batch).items())
                .extracting(item -> item.author().handle())
                .containsExactly("margaux.test");
    }

    @Test
    void namesThatNoNetworkGivesAreNobodys() {
        acceptsLogIn();
        answers(
                "com.atproto.sync.listRepos",
                json("{\"repos\":[{\"did\":\"did:plc:" + "x".repeat(5_000)
                        + "\",\"rev\":\"7\",\"active\":true},{\"did\":\"did:plc:y\",\"rev\":\"" + "7".repeat(5_000)
                        + "\",\"active\":true}]}"));
        answers("com.atproto.repo.listRecords", json("{\"records\":[" + record("1", "hello", "") + "]}"));

        var batch = (Batch) poll(Cursor.START, "hello");

        assertThat(batch.items()).isEmpty();
        assertThat(batch.next().toString()).hasSizeLessThan(1_000);
    }

    @Test
    void asksAPageOfTooManyAccountsForNoMoreThanItsEnd() {
        acceptsLogIn();
        answers(
                "com.atproto.sync.listRepos",
                json("{\"repos\":["
                        + IntStream.range(0, 600)
                                .mapToObj(n -> "{\"did\":\"did:plc:n" + n + "\",\"rev\":\"1\",\"active\":true}")
                                .collect(Collectors.joining(","))
                        + "]}"));
        answers("com.atproto.repo.listRecords", json("{\"records\":[]}"));

        assertThat(poll(Cursor.START, "hello")).isInstanceOf(PollResult.Failure.class);
        assertThat(server.requests())
                .filteredOn(asked -> asked.contains("listRecords"))
                .hasSize(500);
    }

    private static String record(String key, String text, String more) {
        return "{\"uri\":\"at://did:plc:margaux/app.bsky.feed.post/" + key + "\",\"cid\":\"c\",\"value\":{\"text\":\""
                + text + "\",\"createdAt\":\"2026-11-21T10:00:00Z\"" + more + "}}";
    }

    @Test
    void anIndexThatAnsweredBeforeIsDownAndNotAbsent() {
        acceptsLogIn();
        answers("app.bsky.notification.listNotifications", notifications(""), error(502, "UpstreamFailure"));
        var before = (Batch) poll(Cursor.START);

        assertThat(poll(before.next()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.problem()).isEqualTo(Problem.OUTAGE));
        assertThat(server.requests()).noneMatch(request -> request.contains("listRepos"));
    }

    @Test
    void survivesNonsense() {
        acceptsLogIn();
        answers(
                "app.bsky.notification.listNotifications",
                json("{\"notifications\":[{},{\"uri\":7},{\"uri\":\"at://x\",\"record\":null},[],"
                        + view("../../etc", "did:plc:bob", "mention", "2026-11-21T10:05:00Z", "") + ","
                        + view("ok", "did:plc:bob", "mention", "not a date", "") + "]}"));

        assertThat(((Batch) poll(Cursor.START)).items()).isEmpty();
    }

    @Test
    void asksForWhatItNeeds() {
        assertThat(connector.check(new SourceSettings(Map.of("service", "https://bsky.social/xrpc")), Credentials.NONE))
                .containsExactlyInAnyOrder(
                        new SettingProblem("identifier", "MISSING"),
                        new SettingProblem("service", "NOT_AN_ADDRESS"),
                        new SettingProblem("password", "MISSING"));
    }
}
