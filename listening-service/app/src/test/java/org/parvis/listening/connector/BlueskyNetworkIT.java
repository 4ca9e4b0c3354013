package org.parvis.listening.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.FetchRequest;
import org.parvis.fetcher.FetchResult;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import tools.jackson.databind.JsonNode;

/** Reads a real AT Protocol network on this machine; its address comes in {@code PARVIS_TEST_PDS}. */
@Tag("peers")
class BlueskyNetworkIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private final Fetcher fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), CLOCK);
    private final BlueskyConnector connector = new BlueskyConnector(fetcher, CLOCK);
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private String pds = "";

    private record Member(String did, String handle, String password, String token) {}

    @BeforeEach
    void findServer() {
        pds = Optional.ofNullable(System.getenv("PARVIS_TEST_PDS")).orElse("");
        if (pds.isEmpty()) {
            System.err.println("SKIPPED: PARVIS_TEST_PDS names no AT Protocol server");
        }
        assumeThat(pds).as("an AT Protocol server").isNotEmpty();
    }

    @Test
    void seesMentionsRepliesAndSearchesOnceEachInOrder() throws InterruptedException {
        var brand = join("brand");
        var margaux = join("margaux");
        var announcement = write(brand, "We fly to Porto from May, word" + run, "");
        write(margaux, "Bonjour @" + brand.handle() + ", les tarifs word" + run + " sont fous", mentioning(brand));
        write(margaux, "Enfin Porto !", answering(announcement));
        write(margaux, "nothing to do with you", "");

        var notified = waitFor(brand, Cursor.START, 2);
        assertThat(notified.items()).extracting(CollectedItem::text).hasSize(2).contains("Enfin Porto !");
        var reply = notified.items().stream()
                .filter(item -> item.text().startsWith("Enfin"))
                .findFirst()
                .orElseThrow();
        assertThat(reply.threadRemoteId()).isEqualTo(announcement.path("uri").asString());
        assertThat(reply.parentRemoteId()).contains(announcement.path("uri").asString());
        assertThat(reply.author().id()).isEqualTo(margaux.did());
        assertThat(reply.author().handle()).isEqualTo(margaux.handle());
        assertThat(reply.publishedAt()).isBefore(Instant.now());
        assertThat(reply.language()).contains("fr");

        var again = (Batch) poll(brand, notified.next());
        assertThat(again.items()).as("each poll overlaps the last").containsAll(notified.items());

        var searched = waitFor(brand, Cursor.START, 1, "word" + run);
        assertThat(searched.items())
                .extracting(CollectedItem::author)
                .extracting(Author::id)
                .containsOnly(margaux.did());
    }

    @Test
    void saysThatThePasswordIsWrong() {
        var brand = join("brand");

        var result = poll(new Member(brand.did(), brand.handle(), "wrong", ""), Cursor.START);

        assertThat(((Failure) result).code()).isEqualTo("listening.source.WRONG_PASSWORD");
    }

    private Batch waitFor(Member member, Cursor cursor, int count, String... query) throws InterruptedException {
        var end = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            var result = poll(member, cursor, query);
            if (result instanceof Batch batch && batch.items().size() >= count) {
                return batch;
            }
            assertThat(Instant.now())
                    .as("waited for %s items, last %s", count, result)
                    .isBefore(end);
            Thread.sleep(300);
        }
    }

    private PollResult poll(Member member, Cursor cursor, String... query) {
        var settings = new HashMap<>(Map.of("service", pds, "identifier", member.handle()));
        List.of(query).forEach(text -> settings.put("query", text));
        return connector.poll(
                new SourceSettings(settings), new Credentials(Map.of("password", member.password())), cursor);
    }

    private Member join(String name) {
        var handle = name + run + ".test";
        var answer = post(
                "com.atproto.server.createAccount",
                Map.of("email", handle + "@example.test", "handle", handle, "password", "pw-" + name),
                "");
        return new Member(
                answer.path("did").asString(),
                handle,
                "pw-" + name,
                answer.path("accessJwt").asString());
    }

    private JsonNode write(Member member, String text, String more) {
        var record = "{\"$type\":\"app.bsky.feed.post\",\"text\":" + JsonReplies.write(text)
                + ",\"langs\":[\"fr\"],\"createdAt\":\"" + Instant.now() + "\"" + more + "}";
        return post(
                "com.atproto.repo.createRecord",
                Map.of(
                        "repo",
                        member.did(),
                        "collection",
                        "app.bsky.feed.post",
                        "record",
                        JsonReplies.read(Body.of(record))),
                member.token());
    }

    private static String mentioning(Member member) {
        return ",\"facets\":[{\"index\":{\"byteStart\":8,\"byteEnd\":20},\"features\":[{\"$type\":\"app.bsky.richtext.facet#mention\",\"did\":\""
                + member.did() + "\"}]}]";
    }

    private static String answering(JsonNode post) {
        var reference = "{\"uri\":\"" + post.path("uri").asString() + "\",\"cid\":\""
                + post.path("cid").asString() + "\"}";
        return ",\"reply\":{\"root\":" + reference + ",\"parent\":" + reference + "}";
    }

    private JsonNode post(String method, Map<String, ?> body, String token) {
        var request = FetchRequest.post(pds + "/xrpc/" + method, "application/json", Body.of(JsonReplies.write(body)));
        var result = fetcher.fetch(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
        assertThat(result).as(method).isInstanceOf(FetchResult.Fetched.class);
        return JsonReplies.read(((FetchResult.Fetched) result).body());
    }
}
