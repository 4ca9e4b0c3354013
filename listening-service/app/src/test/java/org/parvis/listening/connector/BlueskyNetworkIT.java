package org.parvis.listening.connector;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.test.atproto.AtProtoNetwork;
import org.parvis.test.atproto.NetworkUser;

/** Reads a real AT Protocol network, started on this machine. */
@Tag("peers")
class BlueskyNetworkIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private static @Nullable AtProtoNetwork network;

    private final Fetcher fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), CLOCK);
    private final BlueskyConnector connector = new BlueskyConnector(fetcher, CLOCK);

    @BeforeAll
    static void start() {
        network = AtProtoNetwork.startOrSkip();
    }

    @AfterAll
    static void stop() {
        if (network != null) {
            network.close();
        }
    }

    @AfterEach
    void close() {
        fetcher.close();
    }

    @Test
    void seesMentionsRepliesAndSearchesOnceEachInOrder() throws InterruptedException {
        var brand = join("brand");
        var margaux = join("margaux");
        var announcement = brand.writes("We fly to Porto from May, kumquat");
        margaux.mentions(brand, "Bonjour @" + brand.handle() + ", les tarifs kumquat sont fous");
        margaux.answers(announcement, announcement, "Enfin Porto !");
        margaux.writes("nothing to do with you");

        var notified = waitFor(brand, Cursor.START, 2);
        assertThat(notified.items()).extracting(CollectedItem::text).hasSize(2).contains("Enfin Porto !");
        var reply = notified.items().stream()
                .filter(item -> item.text().startsWith("Enfin"))
                .findFirst()
                .orElseThrow();
        assertThat(reply.threadRemoteId()).isEqualTo(announcement.uri());
        assertThat(reply.parentRemoteId()).contains(announcement.uri());
        assertThat(reply.author().id()).isEqualTo(margaux.did());
        assertThat(reply.author().handle()).isEqualTo(margaux.handle());
        assertThat(reply.publishedAt()).isBefore(Instant.now());
        assertThat(reply.language()).contains("fr");

        var again = (Batch) poll(brand, brand.password(), notified.next());
        assertThat(again.items()).as("each poll overlaps the last").containsAll(notified.items());

        var searched = waitFor(brand, Cursor.START, 1, "kumquat");
        assertThat(searched.items())
                .extracting(CollectedItem::author)
                .extracting(Author::id)
                .containsOnly(margaux.did());
    }

    @Test
    void saysThatThePasswordIsWrong() {
        var result = poll(join("jean-lannion"), "wrong", Cursor.START);

        assertThat(((Failure) result).code()).isEqualTo("listening.source.WRONG_PASSWORD");
    }

    private Batch waitFor(NetworkUser user, Cursor cursor, int count, String... query) throws InterruptedException {
        var end = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            var result = poll(user, user.password(), cursor, query);
            if (result instanceof Batch batch && batch.items().size() >= count) {
                return batch;
            }
            assertThat(Instant.now())
                    .as("waited for %s items, last %s", count, result)
                    .isBefore(end);
            Thread.sleep(300);
        }
    }

    private PollResult poll(NetworkUser user, String password, Cursor cursor, String... query) {
        var server = requireNonNull(network).dataServer().toString();
        var settings = new HashMap<>(Map.of("service", server, "identifier", user.handle()));
        List.of(query).forEach(text -> settings.put("query", text));
        return connector.poll(new SourceSettings(settings), new Credentials(Map.of("password", password)), cursor);
    }

    private static NetworkUser join(String name) {
        return requireNonNull(network).join(name);
    }
}
