package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.fetcher.AllowList;
import org.parvis.fetcher.Body;
import org.parvis.fetcher.FetchPolicy;
import org.parvis.fetcher.Fetcher;
import org.parvis.fetcher.Json;
import org.parvis.listening.connector.CollectedItem.Change;
import org.parvis.listening.connector.PollResult.Batch;
import org.parvis.listening.connector.PollResult.Failure;
import org.parvis.listening.connector.PollResult.Problem;
import org.parvis.town.Town;
import org.parvis.town.TownOptions;
import tools.jackson.databind.JsonNode;

/** Reads the real town. */
@SuppressWarnings("NullAway.Init")
class TownConnectorIT {

    @TempDir
    static Path directory;

    private static Town town;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Clock CLOCK = Clock.systemUTC();

    private final TownConnector connector = new TownConnector(
            new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), CLOCK),
            Optional.of(town.url()),
            CLOCK);

    @BeforeAll
    static void openTown() {
        town = Town.start(0, directory, TownOptions.defaults().withoutScript());
    }

    @AfterAll
    static void closeTown() {
        town.close();
    }

    @BeforeEach
    void noFaults() throws IOException, InterruptedException {
        call("DELETE", "/control/api/faults", "");
    }

    private PollResult poll(Cursor cursor) {
        return connector.poll(new SourceSettings(Map.of()), Credentials.NONE, cursor);
    }

    private Cursor catchUp() {
        var cursor = Cursor.START;
        while (true) {
            var batch = (Batch) poll(cursor);
            cursor = batch.next();
            if (batch.items().isEmpty()) {
                return cursor;
            }
        }
    }

    @Test
    void bringsWhatIsWrittenEditedAndDeletedInItsThread() throws Exception {
        var cursor = catchUp();
        var first = write("margaux", "Bonjour la place !", null);
        var answer = write("leo", "Bonjour Margaux", first);

        var batch = (Batch) poll(cursor);
        assertThat(batch.items()).hasSize(2);
        assertThat(batch.items().getFirst()).satisfies(item -> {
            assertThat(item.change()).isEqualTo(Change.PRESENT);
            assertThat(item.remoteId()).isEqualTo(first);
            assertThat(item.text()).isEqualTo("Bonjour la place !");
            assertThat(item.author().handle()).isEqualTo("margaux");
            assertThat(item.permalink()).isEqualTo(town.url() + "/posts/" + first);
            assertThat(item.parentRemoteId()).isEmpty();
        });
        assertThat(batch.items().getLast()).satisfies(item -> {
            assertThat(item.parentRemoteId()).contains(first);
            assertThat(item.threadRemoteId()).isEqualTo(first);
        });

        call("PATCH", "/control/api/posts/" + answer, "{\"text\":\"Bonsoir Margaux\"}");
        call("DELETE", "/control/api/posts/" + first, "");
        var later = (Batch) poll(batch.next());
        assertThat(later.items())
                .as("what the last poll brought comes again, then what happened since")
                .extracting(CollectedItem::change)
                .contains(Change.EDITED, Change.DELETED);
        assertThat(later.items())
                .filteredOn(item -> item.change() == Change.EDITED)
                .extracting(CollectedItem::text)
                .containsOnly("Bonsoir Margaux");
    }

    @Test
    void readsEachPollsItemsOnceMoreAndThenNoMore() throws Exception {
        var cursor = catchUp();
        var id = write("margaux", "once", null);

        var first = (Batch) poll(cursor);
        var second = (Batch) poll(first.next());
        var third = (Batch) poll(second.next());

        assertThat(first.items()).extracting(CollectedItem::remoteId).containsExactly(id);
        assertThat(second.items()).extracting(CollectedItem::remoteId).containsExactly(id);
        assertThat(third.items()).isEmpty();
    }

    @Test
    void missesNothingOfALongBacklog() throws Exception {
        var cursor = catchUp();
        for (int i = 0; i < 450; i++) {
            write("leo", "message " + i, null);
        }
        var seen = new HashSet<String>();
        Batch batch;
        do {
            batch = (Batch) poll(cursor);
            batch.items().forEach(item -> seen.add(item.text()));
            cursor = batch.next();
        } while (batch.more());

        assertThat(seen).hasSize(450);
    }

    @Test
    void saysWhenTheTownIsOutOrAsksForPatience() throws Exception {
        call("PUT", "/control/api/faults/x", "{\"kind\":\"OUTAGE\",\"on\":\"READ\",\"seconds\":20}");
        assertThat(((Failure) poll(Cursor.START)).problem()).isEqualTo(Problem.OUTAGE);

        call("PUT", "/control/api/faults/x", "{\"kind\":\"RATE_LIMIT\",\"on\":\"READ\",\"seconds\":30}");
        assertThat(poll(Cursor.START)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.problem()).isEqualTo(Problem.RATE_LIMIT);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
        });
    }

    private static String write(String as, String text, @org.jspecify.annotations.Nullable String parent)
            throws IOException, InterruptedException {
        call("PUT", "/control/api/accounts/" + as, "{}");
        var reply = parent == null ? "" : ",\"inReplyTo\":\"" + parent + "\"";
        return call(
                        "POST",
                        "/control/api/posts",
                        "{\"as\":\"" + as + "\",\"text\":" + Json.write(text).text() + reply + "}")
                .path("id")
                .asString();
    }

    private static JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(town.url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(response.statusCode())
                .as("%s %s: %s", method, path, response.body())
                .isBetween(200, 299);
        return Json.read(Body.of(response.body()));
    }
}
