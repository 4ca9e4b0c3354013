package org.parvis.listening.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.BrandRegistered;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.parvis.listening.ListeningApplication;
import org.parvis.listening.api.SourceConnected;
import org.parvis.listening.api.SourceImportStarted;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files brought in and messages carried over, by programs and on the pages. */
@SuppressWarnings("NullAway.Init")
class ImportIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BRAND = "helianthe";
    private static final Actor ADA = TestMembers.member("ada", Role.ADMIN, BRAND);
    private static final Actor INES = TestMembers.member("ines", Role.COMMUNITY_MANAGER, BRAND);
    private static final Actor AUDITOR = TestMembers.member("aude", Role.AUDITOR, BRAND);
    private static final Actor OUTSIDER = TestMembers.member("otto", Role.ADMIN, "borealis");
    private static final String IMPORT = "/api/listening/sources/archive/import";

    private static RunningService listening;

    @BeforeAll
    static void start() {
        listening = RunningService.start(ListeningApplication.class);
        listening.append(new BrandRegistered(BRAND, "Hélianthe", "FR", List.of("fr"), "Europe/Paris"));
        topic("wifi", "wifi");
        var source = "{\"brand\":\"helianthe\",\"connector\":\"MANUAL\",\"name\":\"Archive\",\"every\":\"P1D\","
                + "\"settings\":{\"own\":\"maison\"}}";
        assertThat(listening.put(ADA, "/api/listening/sources/archive", source).statusCode())
                .isEqualTo(201);
        listening.caughtUp();
    }

    @AfterAll
    static void stop() {
        try {
            assertThat(listening.bean(DeadLetters.class).count()).isZero();
        } finally {
            listening.close();
        }
    }

    private static void topic(String id, String query) {
        var body = JSON.writeValueAsString(Map.of("brand", BRAND, "name", id, "subject", "PRODUCT", "query", query));
        assertThat(listening.put(ADA, "/api/listening/topics/" + id, body).statusCode())
                .isEqualTo(201);
    }

    private static HttpResponse<String> csv(Actor actor, String text) {
        return listening.send(actor, "POST", IMPORT, text, Map.of("Content-Type", "text/csv"));
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    private static List<String> outcomes(JsonNode report) {
        return report.path("lines")
                .valueStream()
                .map(line ->
                        line.path("line").asLong() + " " + line.path("outcome").asString()
                                + (line.path("reason").isNull()
                                        ? ""
                                        : " " + line.path("reason").asString()))
                .toList();
    }

    private static List<JsonNode> mentions(String words) {
        listening.caughtUp();
        return json(listening.get(INES, "/api/listening/mentions?q=" + words))
                .path("items")
                .valueStream()
                .toList();
    }

    @Test
    void saysOfEachLineWhatBecameOfItAndTheSameFileAgainBringsNothingNew() {
        var file = """
                text;author;published_at;permalink;id
                Le wifi ne marche pas, aardvark;Margaux;2026-11-20T09:00:00+01:00;https://forum.example/1;f-1
                Rien à voir;Léo;2026-11-20T09:05:00+01:00;https://forum.example/2;f-2
                Le wifi et rien d’autre;Léo;hier;;f-3
                Notre wifi est parfait;@maison;2026-11-20T09:05:00+01:00;;f-4
                """;
        var first = csv(ADA, file);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(outcomes(json(first))).containsExactly("2 ACCEPTED", "3 NO_TOPIC", "4 REFUSED BAD_TIME", "5 OWN");
        assertThat(json(first).path("accepted").asLong()).isEqualTo(1);
        assertThat(json(first).at("/lines/2/detail").asString()).contains("cannot be read");
        assertThat(json(first).at("/file/encoding").asString()).isEqualTo("UTF_8");
        var mention = mentions("aardvark").getFirst();
        assertThat(mention.path("id").asString())
                .isEqualTo(json(first).at("/lines/0/mention").asString());
        assertThat(mention.path("publishedAt").asString()).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(mention.path("permalink").asString()).isEqualTo("https://forum.example/1");

        var again = json(csv(ADA, file));
        assertThat(outcomes(again)).containsExactly("2 DUPLICATE", "3 NO_TOPIC", "4 REFUSED BAD_TIME", "5 OWN");
        assertThat(mentions("aardvark")).hasSize(1);
    }

    @Test
    void aTopicDefinedSinceFindsWhatItMissed() {
        var file = "text,author,published_at\nthe ferry was late says the bandicoot,leo,2026-11-20T09:00:00Z\n";
        assertThat(outcomes(json(csv(ADA, file)))).containsExactly("2 NO_TOPIC");
        topic("ferry", "ferry");
        listening.caughtUp();
        assertThat(outcomes(json(csv(ADA, file)))).containsExactly("2 ACCEPTED");
        assertThat(mentions("bandicoot")).hasSize(1);
    }

    @Test
    void aDeletionInTheFileCountsInTheOrderOfItsLines() {
        var file = """
                id,text,author,published_at,deleted
                d-1,wifi capybara,leo,2026-11-20T09:00:00Z,
                d-1,,,,yes
                d-9,,,,yes
                """;
        assertThat(outcomes(json(csv(ADA, file)))).containsExactly("2 ACCEPTED", "3 DELETED", "4 NEVER_HERE");
        assertThat(mentions("capybara").getFirst().path("deleted").asBoolean()).isTrue();
        assertThat(outcomes(json(csv(ADA, file)))).containsExactly("2 DUPLICATE", "3 DUPLICATE", "4 NEVER_HERE");
    }

    @Test
    void readsNdjson() {
        var line = "{\"text\":\"wifi dugong\",\"author\":\"leo\",\"date\":\"2026-11-20 09:00\"}\nnot json\n";
        var response = listening.send(
                ADA, "POST", IMPORT + "?zone=Europe/Paris", line, Map.of("Content-Type", "application/x-ndjson"));
        assertThat(outcomes(json(response))).containsExactly("1 ACCEPTED", "2 REFUSED NOT_JSON");
        assertThat(mentions("dugong").getFirst().path("publishedAt").asString()).isEqualTo("2026-11-20T08:00:00Z");
    }

    @Test
    void refusesWhatCannotBeReadAndWhoMayNot() {
        assertThat(csv(INES, "text\n").statusCode()).isEqualTo(403);
        assertThat(csv(AUDITOR, "text\n").statusCode()).isEqualTo(403);
        assertThat(csv(OUTSIDER, "text\n").statusCode()).isEqualTo(404);
        var wrong = csv(ADA, "name,when\n");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(json(wrong).path("detail").asString()).contains("no column text");
        assertThat(listening
                        .send(ADA, "POST", IMPORT, "{}", Map.of("Content-Type", "application/json"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(listening
                        .send(ADA, "POST", IMPORT + "?zone=Mars", "text\n", Map.of("Content-Type", "text/csv"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void theFileIsAnEntryOfWhoeverBroughtItAndItsReportStays() {
        var report = json(csv(ADA, "text,author,published_at\nwifi echidna,leo,2026-11-20T09:00:00Z\n"));
        var id = report.at("/file/id").asString();
        var entries = listening.bean(LedgerReader.class).readAggregate("Source/archive", 0);
        assertThat(entries.stream().map(Entry::eventType))
                .contains(SourceConnected.class.getName(), SourceImportStarted.class.getName());
        var path = "/api/listening/imports/" + id;
        assertThat(listening.get(AUDITOR, "/api/listening/imports").body()).contains(id);
        assertThat(listening.get(OUTSIDER, "/api/listening/imports").body()).doesNotContain(id);
        assertThat(outcomes(json(listening.get(AUDITOR, path)))).containsExactly("2 ACCEPTED");
        assertThat(listening.get(OUTSIDER, path).statusCode()).isEqualTo(404);
        assertThat(listening.get(INES, path).statusCode()).isEqualTo(403);
        assertThat(listening
                        .get(ADA, "/listening/sources/archive/imports/" + id + "/report.csv")
                        .body())
                .startsWith("\uFEFFline,outcome,reason,detail,mention\r\n2,ACCEPTED,");
        assertThat(listening
                        .jdbc()
                        .sql("select count(*) from source_import_line l where l::text ilike '%echidna%'")
                        .query(Long.class)
                        .single())
                .as("what a line says is kept as a mention only")
                .isZero();
    }

    @Test
    void thePageTakesAFileAndShowsItsReport() {
        var body = """
                --b
                Content-Disposition: form-data; name="file"; filename="../../=cmd|' /C calc'!A0<b>.csv"
                Content-Type: text/csv

                text,author,published_at,x
                wifi fossa,leo,2026-11-20 09:00,
                ,leo,2026-11-20 09:00,

                --b
                Content-Disposition: form-data; name="zone"

                Europe/Paris
                --b--
                """.replace("\n", "\r\n");
        var headers = Map.of("Content-Type", "multipart/form-data; boundary=b", "Accept", "text/html");
        var sent = listening.send(ADA, "POST", "/listening/sources/archive/imports", body, headers);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
        var report = sent.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        eventually(() -> assertThat(listening.page(ADA, report).body()).contains("read to its end"));
        assertThat(listening.page(ADA, report).body())
                .contains("There is no text. Fill the column text.")
                .doesNotContain("<b>.csv", "../..", "??");
        for (var language : List.of("fr", "en")) {
            var ada =
                    TestMembers.member("ada", Locale.of(language), new Grant("g", Role.ADMIN, BRAND, null, null, null));
            for (var path : List.of(report, "/listening/sources/archive/imports", "/listening/sources/archive")) {
                assertThat(listening.page(ada, path).body()).contains("</html>").doesNotContain("??");
            }
        }
        var wrong = listening.send(
                ADA, "POST", "/listening/sources/archive/imports", body.replace("text,author", "name,author"), headers);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("has no column text");
    }

    @Test
    void aPersonCarriesAMessageOver() {
        var message = Map.of(
                "brand", BRAND, "permalink", "https://closed.example/p/1", "author", "@Zoe", "text", "wifi gavial");
        var first = listening.post(INES, "/api/listening/mentions", JSON.writeValueAsString(message));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        var id = json(first).path("id").asString();
        assertThat(listening.bean(LedgerReader.class).readAggregate("Mention/" + id, 0))
                .as("under the name of whoever carried it over")
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(
                                JSON.readTree(entry.metadata()).path("actor").asString())
                        .isEqualTo("ines"));
        assertThat(mentions("gavial").getFirst().at("/author/handle").asString())
                .isEqualTo("Zoe");
        assertThat(listening
                        .post(INES, "/api/listening/mentions", JSON.writeValueAsString(message))
                        .statusCode())
                .isEqualTo(200);
        assertThat(mentions("gavial")).hasSize(1);
        assertThat(listening
                        .post(AUDITOR, "/api/listening/mentions", JSON.writeValueAsString(message))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatNoQueryFindsNeedsATopicAndIsNotLost() {
        var form =
                "brand=helianthe&permalink=https%3A%2F%2Fclosed.example%2Fp%2F2&author=Zoe&text=a+quiet+hoatzin&published=2026-11-20T09%3A00";
        var asked = listening.submit(INES, "/listening/mentions/new", form + "&topic=");
        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("a quiet hoatzin", "Choose the topic", "https://closed.example/p/2");
        assertThat(listening
                        .submit(INES, "/listening/mentions/new", form + "&topic=elsewhere")
                        .statusCode())
                .isEqualTo(422);
        assertThat(listening
                        .submit(INES, "/listening/mentions/new", form + "&topic=wifi")
                        .statusCode())
                .isEqualTo(302);
        assertThat(mentions("hoatzin").getFirst().at("/topics/0/topicId").asString())
                .isEqualTo("wifi");
        assertThat(listening.page(INES, "/listening/mentions/new").body())
                .contains("</html>")
                .doesNotContain("??");
        assertThat(listening
                        .submit(INES, "/listening/mentions/new", form.replace("2026", "2031") + "&topic=wifi")
                        .body())
                .contains("lies in the future");
        assertThat(listening.post(INES, "/api/listening/mentions", """
                                {"brand":"helianthe","permalink":"https://closed.example/p/9","author":"r","text":"wifi",
                                 "published":"-99999-01-01T00:00:00Z"}
                                """).statusCode())
                .as("what no read model could hold")
                .isEqualTo(422);
    }
}
