package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.crm.Outside.BRAND;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Commands;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Rebuild;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.crm.api.RecordForgotten;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.api.Intent;
import org.parvis.privacy.Erased;
import org.parvis.privacy.KeyRing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErasureIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static RunningService crm;
    private static Outside outside;
    private static Actor ines;
    private static Actor lead;
    private static Actor nadia;
    private static Actor employee;

    @BeforeAll
    static void start() {
        // The second pass comes soon: here is one process and one cache.
        crm = RunningService.start(CrmApplication.class, Map.of("parvis.forgetting.settled-after", "PT0.5S"), s -> {});
        outside = new Outside(crm);
        outside.brand(BRAND, "Hélianthe", "fr", "en");
        ines = outside.member("ines", "Inès Caradec", Role.COMMUNITY_MANAGER);
        lead = outside.member("lea", "Léa Roy", Role.LEAD);
        nadia = outside.member("nadia", "Nadia Ferry", Role.AUDITOR);
        employee = outside.member("emile", "Émile Roux", Role.EMPLOYEE);
        crm.caughtUp();
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        assertThat(crm.bean(DeadLetters.class).list(10)).isEmpty();
        crm.close();
    }

    @Test
    void aPersonIsForgottenWhenTwoPeopleWantIt() {
        var written = outside.writes("gaspard", "t-gone", "My canary sings in Lyon.", Intent.CRITICISM);
        note(written, "n-1", "Called gaspard, canary calm");
        crm.append(new SuggestionRaised(
                "su-gone",
                BRAND,
                "app",
                "Canary on board",
                written.mentionId(),
                written.conversationId(),
                "gaspard",
                written.at()));
        crm.caughtUp();
        assertThat(words("gaspard")).contains("canary", "Gaspard Belin");

        assertThat(crm.put(employee, "/api/crm/erasures/er-1", request("gaspard"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(crm.put(nadia, "/api/crm/erasures/er-1", request("gaspard")).statusCode())
                .isEqualTo(403);
        assertThat(crm.put(ines, "/api/crm/erasures/er-1", request("nobody")).statusCode())
                .isEqualTo(422);
        assertThat(crm.put(ines, "/api/crm/erasures/er-1", request("gaspard")).statusCode())
                .isEqualTo(201);
        assertThat(crm.put(ines, "/api/crm/erasures/er-1", request("gaspard")).statusCode())
                .isEqualTo(200);
        assertThat(crm.post(ines, "/api/crm/erasures/er-1/approve", "").statusCode())
                .isEqualTo(403);

        assertThat(crm.post(nadia, "/api/crm/erasures/er-1/approve", "").statusCode())
                .isEqualTo(200);
        eventually(() -> assertThat(state("er-1")).isEqualTo("ERASED"));
        assertThat(crm.bean(KeyRing.class).decryptionKey("gaspard")).isEmpty();
        eventually(() -> assertThat(words("gaspard")).doesNotContainIgnoringCase("canary", "gaspard belin", "@town"));

        for (var service : List.of("listening", "publishing", "moderation", "reporting")) {
            crm.bean(Commands.class)
                    .send(
                            new RecordForgotten("er-1", BRAND, "gaspard", service, Map.of("mention", 1)),
                            Actor.automation(service),
                            "forgotten " + service);
        }
        eventually(() -> assertThat(state("er-1")).isEqualTo("FINISHED"));
        assertThat(crm.page(nadia, "/crm/erasures/er-1").body()).contains("forgotten everywhere", "thread_item");

        var page =
                crm.page(ines, "/crm/conversations/" + written.conversationId()).body();
        assertThat(page).contains("Erased person").doesNotContain("canary", "\u0001");
        assertThat(crm.page(ines, "/crm/people/gaspard").body())
                .contains("Erased person")
                .doesNotContain("@town", "\u0001");
        assertThat(crm.page(french(ines), "/crm/people/gaspard").body()).contains("Personne effacée");
    }

    @Test
    void whatWasForgottenStaysForgottenWhenAReadModelIsRebuilt() {
        var written = outside.writes("lucie", "t-again", "A secret wish.", Intent.CRITICISM);
        crm.caughtUp();
        erase("er-2", "lucie");
        eventually(() -> assertThat(words("lucie")).doesNotContain("secret"));
        var before = crm.jdbc()
                .sql("select * from thread_item where item_id = ?")
                .param(written.mentionId())
                .query()
                .singleRow();
        crm.bean(Rebuild.class).run("crm.conversation.thread", (at, of) -> {});
        assertThat(crm.jdbc()
                        .sql("select * from thread_item where item_id = ?")
                        .param(written.mentionId())
                        .query()
                        .singleRow())
                .isEqualTo(before);
        assertThat(before.get("text")).isEqualTo(Erased.TEXT);
    }

    @Test
    void aHoldWinsUntilItIsLifted() {
        outside.writes("hold", "t-hold", "Keep me.", Intent.CRITICISM);
        crm.caughtUp();
        crm.put(ines, "/api/crm/erasures/er-3", request("hold"));
        var deferred = crm.post(
                nadia,
                "/api/crm/erasures/er-3/defer",
                "{\"ground\":\"LEGAL_CLAIM\",\"until\":\"2099-01-01T00:00:00Z\"}");
        assertThat(deferred.statusCode()).isEqualTo(200);
        assertThat(crm.post(nadia, "/api/crm/erasures/er-3/approve", "").statusCode())
                .isEqualTo(409);
        assertThat(crm.page(nadia, "/crm/erasures").body()).contains("on hold");
        assertThat(words("hold")).contains("Keep me.");
        assertThat(crm.post(nadia, "/api/crm/erasures/er-3/resume", "").statusCode())
                .isEqualTo(200);
        assertThat(crm.post(nadia, "/api/crm/erasures/er-3/approve", "").statusCode())
                .isEqualTo(200);
        eventually(() -> assertThat(words("hold")).doesNotContain("Keep me."));
    }

    @Test
    void otherBrandsSeeNothingOfIt() {
        outside.writes("elsewhere", "t-else", "Hello.", Intent.CRITICISM);
        crm.caughtUp();
        crm.put(ines, "/api/crm/erasures/er-4", request("elsewhere"));
        var stranger = TestMembers.member(
                "zoe", Locale.ENGLISH, new Grant("g", Role.AUDITOR, "other-brand", null, null, null));
        assertThat(crm.get(stranger, "/api/crm/erasures/er-4").statusCode()).isEqualTo(404);
        assertThat(crm.post(stranger, "/api/crm/erasures/er-4/approve", "").statusCode())
                .isEqualTo(404);
        assertThat(crm.page(stranger, "/crm/people/elsewhere").statusCode()).isEqualTo(404);
        assertThat(crm.post(stranger, "/api/crm/people/elsewhere/exports", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoIsErasedCanNeverBeWrittenAboutAgain() {
        var written = outside.writes("never", "t-never", "First.", Intent.CRITICISM);
        crm.caughtUp();
        erase("er-5", "never");
        note(written, "n-after", "a late secret");
        crm.caughtUp();
        assertThat(words("never")).doesNotContain("late secret");
        assertThat(crm.jdbc()
                        .sql(
                                "select count(*) from ledger.entry where position(convert_to('late secret', 'UTF8') in payload) > 0")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Each is as heavy as all that is known of somebody; there are as many as their page lists. */
    @Test
    void soManyCopiesOfOnePersonAreKeptAtATime() {
        outside.writes("copied", "t-copied", "Hello.", Intent.QUESTION);
        crm.caughtUp();
        for (int n = 0; n < 20; n++) {
            assertThat(crm.post(ines, "/api/crm/people/copied/exports", "").statusCode())
                    .isEqualTo(202);
        }
        var more = crm.post(ines, "/api/crm/people/copied/exports", "");
        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(more.body()).contains("TOO_MANY_COPIES");
    }

    @Test
    void aCopyHoldsEverythingOfOnePersonAndNothingOfAnother() throws Exception {
        var written = outside.writes("copie", "t-copy", "Canary one.", Intent.CRITICISM);
        outside.writes("autre", "t-copy", "Somebody else’s words.", Intent.CRITICISM);
        note(written, "n-copy", "Canary two.");
        outside.drafts("r-copy", written, "Canary three.", "ines", 1);
        crm.append(new SuggestionRaised(
                "su-copy",
                BRAND,
                "app",
                "Canary four",
                written.mentionId(),
                written.conversationId(),
                "copie",
                written.at()));
        crm.caughtUp();
        var pm = TestMembers.member("claire", Role.PRODUCT_MANAGER, BRAND);
        assertThat(crm.post(pm, "/api/crm/people/copie/exports", "").statusCode())
                .isEqualTo(403);
        var asked = json(crm.post(ines, "/api/crm/people/copie/exports", ""));
        var id = asked.at("/id").asString();
        eventually(() -> assertThat(json(crm.get(lead, "/api/crm/exports/" + id))
                        .at("/readyAt")
                        .isString())
                .isTrue());
        for (var asker : List.of(ines, lead)) {
            assertThat(crm.get(asker, "/api/crm/exports/" + id + "/content").statusCode())
                    .as("who asks does not hand out")
                    .isEqualTo(403);
        }
        var archive = crm.download(nadia, "/api/crm/exports/" + id + "/content");
        var data = entry(archive, "data.json");
        var html = entry(archive, "index.html");
        for (var text : List.of(data, html)) {
            assertThat(text)
                    .contains("Canary one.", "Canary two.", "Canary three.", "Canary four", "Copie Belin", "copie@town")
                    .contains("word of copie")
                    .doesNotContain("Somebody else", "Autre Belin", "ines", "word of autre")
                    .contains("by a model that learned", "qui a appris sur des recueils publics")
                    .doesNotContain("fixed word list", "fixed list of words", "liste de mots fixe");
        }
        assertThat(data).as("a reading beside its words").contains("\"terms\" : [ \"word of copie\" ]");
        eventually(() -> assertThat(crm.jdbc()
                        .sql("select count(*) from ledger.entry where event_type like '%AccessExportDownloaded'"
                                + " and position(convert_to(?, 'UTF8') in payload) > 0")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isOne());
        assertThat(crm.page(french(nadia), "/crm/people/copie").body()).contains("Télécharger");
        assertThat(crm.page(french(lead), "/crm/people/copie").body())
                .contains("un auditeur de conformité la remet")
                .doesNotContain("Télécharger");
        erase("er-6", "copie");
        eventually(() -> assertThat(
                        crm.get(nadia, "/api/crm/exports/" + id + "/content").statusCode())
                .isEqualTo(404));
    }

    private static void note(Outside.Written about, String id, String text) {
        crm.caughtUp();
        var path = "/api/crm/conversations/" + about.conversationId();
        var version = crm.get(ines, path).headers().firstValue("ETag").orElseThrow();
        var noted = crm.send(
                ines,
                "POST",
                path + "/note",
                "{\"id\":\"" + id + "\",\"text\":\"" + text + "\"}",
                Map.of("If-Match", version));
        assertThat(noted.statusCode()).as(noted.body()).isBetween(200, 299);
    }

    private static void erase(String erasureId, String person) {
        assertThat(crm.put(ines, "/api/crm/erasures/" + erasureId, request(person))
                        .statusCode())
                .isEqualTo(201);
        assertThat(crm.post(nadia, "/api/crm/erasures/" + erasureId + "/approve", "")
                        .statusCode())
                .isEqualTo(200);
        eventually(() -> assertThat(state(erasureId)).isEqualTo("ERASED"));
    }

    private static String entry(byte[] archive, String name) throws Exception {
        try (var zip = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("No " + name);
    }

    /** Every text of every table of crm that names this person. */
    private static String words(String person) {
        var all = new StringBuilder();
        for (var table : List.of("thread_item", "person", "suggestion", "telling_suggestion")) {
            all.append(crm.jdbc()
                    .sql("select coalesce(string_agg(t::text, E'\\n'), '') from " + table + " t where person_id = ?")
                    .param(person)
                    .query(String.class)
                    .single());
        }
        return all.toString();
    }

    private static String state(String erasureId) {
        return json(crm.get(nadia, "/api/crm/erasures/" + erasureId))
                .at("/state")
                .asString();
    }

    private static String request(String person) {
        return "{\"brand\":\"%s\",\"persons\":[\"%s\"],\"ground\":\"ASKED_BY_PERSON\"}".formatted(BRAND, person);
    }

    private static Actor french(Actor member) {
        return new Actor(
                member.id(),
                member.kind(),
                member.name(),
                Locale.FRENCH,
                member.zone(),
                member.theme(),
                member.grants());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
