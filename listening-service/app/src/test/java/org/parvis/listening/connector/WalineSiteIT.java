package org.parvis.listening.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import tools.jackson.databind.JsonNode;

/** Listens to a real Waline that runs on this machine already: its address in PARVIS_PEER_WALINE; its first user is its administrator. */
@Tag("peers")
@SuppressWarnings("NullAway.Init")
class WalineSiteIT {

    private static final String SERVER = System.getenv().getOrDefault("PARVIS_PEER_WALINE", "");
    private static final String ADMIN = "admin@example.test";
    private static final String PASSWORD = "peer-pass-1";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Fetcher fetcher;
    private static WalineConnector connector;
    private static String token;

    @BeforeAll
    static void server() {
        assumeThat(SERVER)
                .as("PARVIS_PEER_WALINE: nothing was tried without it")
                .isNotEmpty();
        fetcher = new Fetcher(FetchPolicy.standard().allowing(AllowList.parse("127.0.0.1")), Clock.systemUTC());
        connector = new WalineConnector(fetcher, Clock.systemUTC());
        call("POST", "user", Map.of("display_name", "Admin", "email", ADMIN, "password", PASSWORD), "");
        token = call("POST", "token", Map.of("email", ADMIN, "password", PASSWORD), "")
                .path("data")
                .path("token")
                .asString();
    }

    @AfterAll
    static void stop() {
        if (fetcher != null) {
            fetcher.close();
        }
    }

    private static JsonNode call(String method, String route, Map<String, ?> content, String as) {
        var request = HttpRequest.newBuilder(URI.create(SERVER + "/api/" + route))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(Json.write(content).text()));
        if (!as.isEmpty()) {
            request.header("Authorization", "Bearer " + as);
        }
        try {
            return Json.read(Body.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8))
                    .body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String says(String text, String as, Map<String, ?> more) {
        var comment = new HashMap<String, Object>(more);
        comment.putAll(Map.of("comment", text, "nick", "Véra", "mail", ADMIN, "url", "/wifi", "ua", "x"));
        var answer = call("POST", "comment", comment, as);
        assertThat(answer.path("errno").asInt(-1)).as("%s", answer).isZero();
        return answer.path("data").path("objectId").asString();
    }

    private static String unique(String text) {
        return text + " " + UUID.randomUUID();
    }

    private static PollResult poll(boolean signedIn, String password, Cursor cursor) {
        var settings = signedIn ? Map.of("url", SERVER, "user", ADMIN) : Map.of("url", SERVER);
        return connector.poll(new SourceSettings(settings), new Credentials(Map.of("password", password)), cursor);
    }

    private static Batch batch(boolean signedIn, Cursor cursor) {
        var result = poll(signedIn, PASSWORD, cursor);
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
    void showsEverybodyWhatIsApproved() {
        var waiting = says(unique("Le wifi **ne marche pas**"), "", Map.of());
        var ours = says(unique("We look into it"), token, Map.of("pid", waiting, "rid", waiting));
        var before = batch(false, Cursor.START);
        assertThat(before.items())
                .extracting(CollectedItem::remoteId)
                .contains(ours)
                .doesNotContain(waiting);
        assertThat(named(before, ours).parentRemoteId()).contains(waiting);

        call("PUT", "comment/" + waiting, Map.of("status", "approved"), token);
        var after = batch(false, before.next());
        assertThat(named(after, waiting).text()).startsWith("Le wifi ne marche pas");
        assertThat(named(after, waiting).author().name()).isEqualTo("Véra");
        assertThat(named(after, waiting).threadRemoteId())
                .isEqualTo(named(after, ours).threadRemoteId());
    }

    @Test
    void missesNothingAndNoticesWhatGoesAway() {
        var before = batch(true, Cursor.START);
        var names = new ArrayList<String>();
        for (var i = 0; i < 120; i++) {
            names.add(says(unique("number " + i), token, Map.of()));
        }
        var after = batch(true, before.next());
        assertThat(after.items()).extracting(CollectedItem::remoteId).containsAll(names);
        assertThat(after.incomplete()).isFalse();

        var known = batch(true, after.next());
        assertThat(deleted(known)).isEmpty();
        var gone = known.next().mark("shown").orElse("").lines().limit(2).toList();
        var deleted = gone.getFirst().split(" ", 2)[0];
        var spam = gone.getLast().split(" ", 2)[0];
        call("DELETE", "comment/" + deleted, Map.of(), token);
        call("PUT", "comment/" + spam, Map.of("status", "spam"), token);
        assertThat(deleted(batch(true, known.next()))).containsExactlyInAnyOrder(deleted, spam);
    }

    @Test
    void saysThatAPasswordIsWrong() {
        assertThat(poll(true, "wrong", Cursor.START))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.problem()).isEqualTo(Problem.AUTHENTICATION));
    }
}
