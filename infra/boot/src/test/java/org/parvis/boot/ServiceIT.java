package org.parvis.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.boot.testing.RunningService.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.sample.SampleApplication;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.boot.trace.Trace;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.LedgerReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServiceIT {

    private static RunningService service;

    private final Actor manager = TestMembers.member("ines", Role.COMMUNITY_MANAGER, "helianthe");

    @BeforeAll
    static void start() {
        service = RunningService.start(SampleApplication.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private int value(String counter) {
        return service.jdbc()
                .sql("select coalesce(max(value), 0) from counter_value where counter_id = ?")
                .param(counter)
                .query(Integer.class)
                .single();
    }

    private long entries(String where) {
        return service.jdbc()
                .sql("select count(*) from ledger.entry where " + where)
                .query(Long.class)
                .single();
    }

    @Test
    void carriesACommandFromHttpIntoTheLedgerAndTheReadModel() {
        assertThat(service.post(manager, "/api/sample/helianthe/counters/a", "{}")
                        .statusCode())
                .isEqualTo(200);
        service.caughtUp();
        assertThat(value("a")).isEqualTo(1);
        var metadata = service.jdbc()
                .sql("select convert_from(metadata, 'UTF8') from ledger.entry where aggregate_id = 'Counter/a'")
                .query(String.class)
                .single();
        assertThat(metadata)
                .contains(
                        "\"actor\":\"ines\"",
                        "\"role\":\"COMMUNITY_MANAGER\"",
                        "\"brand\":\"helianthe\"",
                        "correlationId",
                        "causationId",
                        "appVersion");
    }

    @Test
    void keepsTheTraceOfARequestInItsEntriesAndItsRefusals() {
        var trace = Trace.begin();
        var header = Map.of(Trace.HEADER, trace.parent());
        service.send(manager, "POST", "/api/sample/helianthe/counters/traced", "{}", header);
        service.caughtUp();
        assertThat(entries(
                        "aggregate_id = 'Counter/traced' and convert_from(metadata, 'UTF8')::jsonb ->> 'correlationId' = '"
                                + trace.id() + "'"))
                .isEqualTo(1);
        assertThat(service.send(manager, "GET", "/api/sample/counter/none", null, header)
                        .body())
                .contains("\"trace\":\"" + trace.id() + "\"");
        assertThat(service.get(manager, "/api/sample/counter/none").body())
                .containsPattern("\"trace\":\"[0-9a-f]{32}\"");
    }

    @Test
    void aRightOnEveryBrandIsNoneOnABrandThatThereIsNot() {
        var everywhere = TestMembers.member("lena", Role.COMMUNITY_MANAGER, Grant.EVERY_BRAND);
        for (var brand : List.of("helianthee", "%2A")) {
            var path = "/api/sample/" + brand + "/counters/misspelt";
            assertThat(service.post(everywhere, path, "{}").statusCode()).isEqualTo(404);
        }
        assertThat(entries("aggregate_id = 'Counter/misspelt'")).isZero();
        service.jdbc()
                .sql(
                        "insert into brand_directory (brand_id, name, languages, zone) values ('new', 'New', '{fr}', 'UTC')")
                .update();
        assertThat(service.post(everywhere, "/api/sample/new/counters/spelt", "{}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void repeatsNothingUnderOneIdempotencyKey() {
        var header = Map.of("Idempotency-Key", "k1");
        for (var i = 0; i < 3; i++) {
            assertThat(service.send(manager, "POST", "/api/sample/helianthe/counters/b", "{}", header)
                            .statusCode())
                    .isEqualTo(200);
        }
        service.caughtUp();
        assertThat(value("b")).isEqualTo(1);
    }

    @Test
    void takesOtherContentUnderTheSameKeyForAnotherIntention() {
        var header = Map.of("Idempotency-Key", "k2");
        for (var body : List.of("{}", "{ }", "{}", "{ }")) {
            service.send(manager, "POST", "/api/sample/helianthe/counters/other", body, header);
        }
        service.caughtUp();
        assertThat(value("other")).isEqualTo(2);
    }

    @Test
    void refusesInWordsAndMakesAnEntryOfIt() {
        for (var i = 0; i < SampleApplication.LIMIT; i++) {
            service.post(manager, "/api/sample/helianthe/counters/c", "{}");
        }
        var english = service.post(manager, "/api/sample/helianthe/counters/c", "{}");
        assertThat(english.statusCode()).isEqualTo(409);
        assertThat(english.body()).contains("LIMIT_REACHED", "The counter stops at 3.");
        var french = TestMembers.member(
                "ines", Locale.FRENCH, new Grant("g", Role.COMMUNITY_MANAGER, "helianthe", null, null, null));
        assertThat(service.post(french, "/api/sample/helianthe/counters/c", "{}")
                        .body())
                .contains("Le compteur s’arrête à 3.");
        assertThat(entries("event_type like '%ActRefused' and convert_from(payload, 'UTF8') like '%counter:c%'"))
                .isEqualTo(2);
    }

    @Test
    void namesTheMissingRightAndHidesForeignBrands() {
        var auditor = TestMembers.member("nora", Role.AUDITOR, "helianthe");
        var noRight = service.post(auditor, "/api/sample/helianthe/counters/d", "{}");
        assertThat(noRight.statusCode()).isEqualTo(403);
        assertThat(noRight.body()).contains("\"action\":\"DRAFT\"", "write drafts");
        assertThat(service.post(manager, "/api/sample/other/counters/d", "{}").statusCode())
                .isEqualTo(404);
        assertThat(entries("event_type like '%ActRefused' and convert_from(payload, 'UTF8') like '%FOREIGN_BRAND%'"))
                .isEqualTo(1);
    }

    @Test
    void namesWhatIsMissingToPeopleInTheirWordsAndToProgramsByItsId() {
        var french = TestMembers.member(
                "ines", Locale.FRENCH, new Grant("g", Role.COMMUNITY_MANAGER, "helianthe", null, null, null));
        var page = service.page(french, "/sample/product-line/line-7");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body())
                .contains(
                        "<html lang=\"fr\"",
                        "Cette adresse est celle d’un élément (ligne de produit) qui n’existe pas");
        assertThat(page.body().replaceAll("<[^>]*>", " ")).as("what is read").doesNotContain("line-7");
        assertThat(service.page(manager, "/sample/product-line/line-7").body())
                .contains("There is no such product line: it does not exist");
        assertThat(service.fragment(french, "/sample/conversation/c-0a").body())
                .contains("élément (conversation)")
                .doesNotContain("« conversation");
        assertThat(service.page(manager, "/sample/gizmo/g-1").body()).contains("There is no such item");
        assertThat(service.get(manager, "/api/sample/product-line/line-7").body())
                .contains("There is no product line “line-7” that you could see.");
    }

    @Test
    void letsNoStrangerIn() {
        var answer = service.send(null, "GET", "/api/sample/me", null, Map.of());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(service.get(manager, "/api/sample/me").body()).contains("ines", "HUMAN");
        assertThat(service.send(null, "GET", "/actuator/health", null, Map.of()).body())
                .contains("UP");
    }

    @Test
    void runsAnAutomationOnce() {
        service.post(manager, "/api/sample/helianthe/counters/twice-1", "{}");
        service.caughtUp();
        assertThat(value("twice-1")).isEqualTo(2);
    }

    @Test
    void describesItsInterfaceAsProgramsSeeIt() {
        var description = JsonMapper.shared()
                .readTree(service.get(manager, "/api/sample/v3/api-docs").body());
        assertThat(description.path("components").path("schemas"))
                .isNotEmpty()
                .allSatisfy(shape -> assertThat(shape.path("type").asString())
                        .as(shape.toString())
                        .isEqualTo("object"));
        var paths = description.path("paths");
        assertThat(paths.propertyNames()).isNotEmpty().allMatch(path -> path.startsWith("/api/sample/"));
        assertThat(parameters(paths, "/api/sample/me", "get")).isEmpty();
        assertThat(parameters(paths, "/api/sample/dead-letters", "get")).containsExactlyInAnyOrder("limit", "after");
        assertThat(parameters(paths, "/api/sample/{brand}/counters/{id}", "post"))
                .containsExactlyInAnyOrder("brand", "id", "Idempotency-Key");
    }

    @Test
    void isMeasuredByWhoeverRunsTheHouse() {
        service.post(manager, "/api/sample/helianthe/counters/measured", "{}");
        service.caughtUp();
        eventually(() -> assertThat(scraped())
                .contains("parvis_processor_running{", "group=\"sample.counter.values\"} 1.0")
                .containsPattern("parvis_processor_lag\\{[^}]*group=\"sample.counter.values\"} \\d")
                .contains(
                        "parvis_dead_letters",
                        "parvis_jobs_late",
                        "parvis_counters_seen",
                        "hikaricp_connections_active")
                .contains("uri=\"/api/sample/{brand}/counters/{id}\"")
                .doesNotContain("helianthe", "ines"));
    }

    @Test
    void refusesTheCharacterThatCannotBeKeptWhereverItComesIn() {
        var query = service.get(manager, "/api/sample/me?brand=a%00b");
        assertThat(query.statusCode()).isEqualTo(422);
        assertThat(query.body()).contains("\"field\":\"brand\"", "\"reason\":\"character\"");

        var text = service.post(manager, "/api/sample/said", "{\"text\":\"a\\u0000b\",\"words\":[]}");
        assertThat(text.statusCode()).isEqualTo(422);
        assertThat(text.body()).contains("\"field\":\"text\"", "\"reason\":\"character\"");
        assertThat(service.post(manager, "/api/sample/said", "{\"text\":\"a\",\"words\":[\"b\",\"\\u0000\"]}")
                        .body())
                .contains("\"field\":\"words\"", "\"reason\":\"character\"");
        assertThat(service.post(manager, "/api/sample/said", "{\"text\":\"a\\u0001é\",\"words\":[\"b\"]}")
                        .statusCode())
                .isEqualTo(200);

        assertThatThrownBy(() -> Cursor.decode(Cursor.encode("a\0"))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void refusesWhatIsNoTextOrNothing() {
        assertThat(service.post(manager, "/api/sample/said", "{\"text\":\"a\\ud800b\",\"words\":[]}")
                        .body())
                .contains("\"field\":\"text\"", "\"reason\":\"character\"");
        assertThat(service.post(manager, "/api/sample/said", "{\"text\":\"invoice\\u202egpj.exe\",\"words\":[]}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(service.post(manager, "/api/sample/said", "{\"text\":\"a\\ud83d\\ude00\",\"words\":[]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.post(manager, "/api/sample/named", "{\"a\\u0000b\":\"x\"}")
                        .statusCode())
                .as("names in a map are kept too")
                .isEqualTo(422);
        assertThat(service.post(manager, "/api/sample/said", "{\"text\":\"a\",\"words\":[null]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.post(manager, "/api/sample/named", "{\"a\":null}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void readsNoEndlessLists() {
        var endless = "{\"text\":\"a\",\"words\":[" + "\"b\",".repeat(100_000) + "\"b\"]}";
        var answer = service.post(manager, "/api/sample/said", endless);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UNREADABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%ff", "%c3=1", "x=%ED%A0%80", "many"})
    void refusesFieldsThatCannotBeReadAndDoesNotRepeatThem(String query) {
        var fields = query.equals("many") ? "a=1&".repeat(1_500) : query;
        var answer = service.get(manager, "/api/sample/me?" + fields);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UNREADABLE_FIELDS").doesNotContain(fields);
        var form = service.send(
                manager,
                "POST",
                "/api/sample/said",
                fields,
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(form.statusCode()).isEqualTo(400);
    }

    /** Without any token, as the house's own monitoring asks. */
    private static String scraped() {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(service.url("/actuator/prometheus")))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> parameters(JsonNode paths, String path, String verb) {
        return paths.path(path)
                .path(verb)
                .path("parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    @Test
    void setsPoisonAsideAndGoesOn() {
        service.post(manager, "/api/sample/helianthe/counters/poison", "{}");
        service.post(manager, "/api/sample/helianthe/counters/after-poison", "{}");
        eventually(() -> assertThat(value("after-poison")).isEqualTo(1));
        var letters = service.bean(DeadLetters.class);
        eventually(() -> assertThat(letters.list(10)).hasSize(1));
        var letter = letters.list(10).getFirst();
        assertThat(letter.group()).isEqualTo("sample.counter.values");
        assertThat(letters.retry(letter.group(), letter.id())).isFalse();
        var admin = TestMembers.member("root", Role.ADMIN, Grant.EVERY_BRAND);
        assertThat(service.page(admin, "/sample/dead-letters").body()).contains("sample.counter.values");
        assertThat(service.page(manager, "/sample/dead-letters").statusCode()).isEqualTo(403);
        var ofOneBrand = TestMembers.member("ada", Role.ADMIN, "helianthe");
        var path = "/api/sample/dead-letters/" + letter.group() + "/"
                + letters.list(10).getFirst().id();
        assertThat(service.page(ofOneBrand, "/sample/dead-letters").statusCode())
                .isEqualTo(403);
        assertThat(service.get(ofOneBrand, "/api/sample/dead-letters").statusCode())
                .isEqualTo(403);
        assertThat(service.delete(ofOneBrand, path).statusCode()).isEqualTo(403);
        assertThat(letters.count()).isEqualTo(1);

        assertThat(service.delete(admin, path).statusCode()).isEqualTo(200);
        assertThat(letters.count()).isZero();
        assertThat(service.delete(admin, path).statusCode()).isEqualTo(404);
        assertThat(service.bean(LedgerReader.class)
                        .readAggregate("DeadLetter/" + path.substring(path.lastIndexOf('/') + 1), 0))
                .singleElement()
                .satisfies(
                        entry -> assertThat(new String(entry.metadata(), UTF_8)).contains("\"actor\":\"root\""));
    }
}
