package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.boot.testing.RunningService.eventually;
import static org.parvis.crm.Outside.BRAND;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.axon.Rebuild;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.listening.api.Intent;
import org.parvis.publishing.api.DraftReply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SuggestionsIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static RunningService crm;
    private static Outside outside;
    private static Actor ines;
    private static Actor claire;
    private static Actor admin;

    @BeforeAll
    static void start() {
        crm = RunningService.start(CrmApplication.class);
        outside = new Outside(crm);
        outside.publishingListens();
        outside.brand(BRAND, "Hélianthe", "fr", "en");
        ines = outside.member("ines", "Inès Caradec", Role.COMMUNITY_MANAGER);
        claire = outside.member("claire", "Claire Aubanel", Role.PRODUCT_MANAGER);
        outside.member("paula", "Paula Neri", Role.PRODUCT_MANAGER);
        admin = outside.member("ada", "Ada Min", Role.ADMIN);
        crm.caughtUp();
        define("application", "Application", "claire");
        define("cabin", "Cabin", "paula");
    }

    @AfterAll
    static void nothingIsLeftUndigestedAndStop() {
        assertThat(crm.bean(DeadLetters.class).count()).isZero();
        crm.close();
    }

    private static void define(String id, String name, String manager) {
        var body = "{\"brand\":\"%s\",\"name\":\"%s\",\"managers\":[\"%s\"]}".formatted(BRAND, name, manager);
        assertThat(crm.put(admin, "/api/crm/product-lines/" + id, body).statusCode())
                .isEqualTo(201);
        assertThat(crm.put(admin, "/api/crm/product-lines/" + id, body).statusCode())
                .isEqualTo(200);
    }

    @Test
    void waitsOnlyForAManagerWhoStillHasARightOnItsBrand() {
        var wish = outside.writes("noah", "t-left", "A darker dark theme", Intent.SUGGESTION);
        crm.caughtUp();
        raise(wish, "application", "A darker dark theme");
        var hasLeft = TestMembers.member("claire", Role.PRODUCT_MANAGER, "other");

        eventually(() -> assertThat(crm.page(claire, "/crm/today").body()).contains("A darker dark theme"));
        assertThat(crm.page(hasLeft, "/crm/today").body()).doesNotContain("A darker dark theme");
    }

    @Test
    void travelsFromAMessageToItsAuthorsWhoAreToldWhenItIsShipped() {
        var margaux = outside.writes("margaux", "t-hold", "Please show card holds in the app", Intent.SUGGESTION);
        var karim = outside.collected("karim", "t-hold-2", "Montrez l'empreinte bancaire", Instant.now());
        outside.understood(karim, Intent.SUGGESTION, "fr");
        crm.caughtUp();
        var id = raise(margaux, "application", "Show card holds in the app");
        assertThat(post(ines, id + "/evidence", "{\"mention\":\"" + karim.mentionId() + "\"}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(post(claire, id + "/decide", "{\"decision\":\"ACCEPTED\",\"reason\":\"In 8.4\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(claire, id + "/ship", "{\"note\":\"Since version 8.4.\"}")
                        .statusCode())
                .isEqualTo(200);

        eventually(() -> assertThat(draftsFor(id)).hasSize(2));
        assertThat(draftsFor(id)).allSatisfy(draft -> {
            assertThat(draft.authorId()).isEqualTo("ines");
            assertThat(draft.text()).contains("Show card holds in the app", "Since version 8.4.");
            assertThat(draft.saidBy()).as("whose words these are").containsExactly("ines", "claire");
            assertThat(draft.conversationVersion()).isEqualTo(1);
        });
        assertThat(draftsFor(id).stream().map(DraftReply::text).sorted().toList())
                .satisfiesExactly(
                        french -> assertThat(french).startsWith("Bonjour Karim Belin"),
                        english -> assertThat(english).startsWith("Hello Margaux Belin"));

        eventually(() -> assertThat(suggestion(id).at("/drafted").asInt()).isEqualTo(2));
        var first = draftsFor(id).getFirst();
        outside.isLive(first.replyId(), Instant.now());
        eventually(() -> assertThat(suggestion(id).at("/told").asInt()).isEqualTo(1));
        var suggestion = suggestion(id);
        assertThat(suggestion.at("/state").asString()).isEqualTo("SHIPPED");
        assertThat(suggestion.at("/authors").asInt()).isEqualTo(2);
        assertThat(json(crm.get(ines, "/api/crm/conversations/" + first.conversationId()))
                        .at("/clock/state")
                        .asString())
                .isEqualTo("MET");

        var late = outside.writes("aoife", "t-hold-3", "Holds in the app, please", Intent.SUGGESTION);
        crm.caughtUp();
        post(ines, id + "/evidence", "{\"mention\":\"" + late.mentionId() + "\"}");
        eventually(() -> assertThat(draftsFor(id)).hasSize(3));
    }

    @Test
    void whoAskedIsToldOfARefusalInTheBrandsOwnWords() {
        var settings = """
                {"answerMinutes": 30, "texts": {"DECLINED.en": "Dear {name}, {summary}: no. {words}"}}""";
        assertThat(crm.put(
                                admin,
                                "/api/crm/settings/" + BRAND,
                                settings.replace("30", "29").replace(" {words}", "! {words}"))
                        .statusCode())
                .isEqualTo(200);
        var corrects = TestMembers.member("corrects", Role.ADMIN, BRAND);
        assertThat(crm.put(corrects, "/api/crm/settings/" + BRAND, settings).statusCode())
                .isEqualTo(200);
        eventually(() -> assertThat(json(crm.get(admin, "/api/crm/settings/" + BRAND))
                        .at("/answerMinutes")
                        .asInt())
                .isEqualTo(30));
        var lucia = outside.writes("lucia", "t-wifi", "Free Wi-Fi please", Intent.SUGGESTION);
        crm.caughtUp();
        var id = raise(lucia, "application", "Free Wi-Fi");
        post(claire, id + "/decide", "{\"decision\":\"DECLINED\",\"reason\":\"It costs too much.\"}");
        eventually(() -> assertThat(draftsFor(id))
                .extracting(DraftReply::text)
                .containsExactly("Dear Lucia Belin, Free Wi-Fi: no. It costs too much."));
        assertThat(draftsFor(id).getFirst().saidBy())
                .as("whoever settled what authors are told wrote most of it, whoever changed a sign of it")
                .containsExactly("ines", "claire", admin.id(), "corrects");
        eventually(() -> assertThat(suggestion(id).at("/drafted").asInt()).isEqualTo(1));

        post(claire, id + "/decide", "{\"decision\":\"LATER\",\"reason\":\"We look again in spring.\"}");
        eventually(() -> assertThat(suggestion(id).at("/drafted").asInt()).isZero());
        assertThat(draftsFor(id)).hasSize(1);
    }

    @Test
    void wordsThatAnotherTookOverAreOfBoth() {
        var joel = outside.member("joel", "Joel Aubanel", Role.PRODUCT_MANAGER);
        crm.caughtUp();
        define("seats", "Seats", "joel\",\"claire");
        var first = outside.writes("first", "t-seat", "Wider seats", Intent.SUGGESTION);
        crm.caughtUp();
        var id = raise(first, "seats", "Wider seats");
        var decision = "{\"decision\":\"DECLINED\",\"reason\":\"No room for that%s\"}";
        assertThat(post(joel, id + "/decide", decision.formatted("")).statusCode())
                .isEqualTo(200);
        eventually(() -> assertThat(draftsFor(id)).hasSize(1));
        assertThat(post(claire, id + "/decide", decision.formatted(".")).statusCode())
                .isEqualTo(200);
        var second = outside.writes("second", "t-seat-2", "Wider seats, please", Intent.SUGGESTION);
        crm.caughtUp();
        post(ines, id + "/evidence", "{\"mention\":\"" + second.mentionId() + "\"}");

        eventually(() -> assertThat(draftsFor(id)).hasSize(2));
        assertThat(draftsFor(id))
                .filteredOn(draft -> draft.text().contains("No room for that."))
                .singleElement()
                .satisfies(draft -> assertThat(draft.saidBy()).contains("joel", "claire"));
    }

    @Test
    void aBrandsSettingsAreChangedAsAWholeOrNotAtAll() {
        var body = "{\"answerMinutes\": 15, \"texts\": {\"SHIPPED.fr\": \"Merci.\"}}";
        var answer = crm.put(admin, "/api/crm/settings/" + BRAND, body);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).at("/code").asString()).isEqualTo("TELLING_SUMMARY_MISSING");
        crm.caughtUp();
        assertThat(json(crm.get(admin, "/api/crm/settings/" + BRAND))
                        .at("/answerMinutes")
                        .asInt())
                .isNotEqualTo(15);
    }

    @Test
    void isDecidedByTheManagerOfItsLineOnly() {
        var nora = outside.writes("nora", "t-menu", "Peanut-free meals", Intent.SUGGESTION);
        crm.caughtUp();
        var id = raise(nora, "cabin", "Peanut-free meals");

        assertThat(post(claire, id + "/decide", "{\"decision\":\"ACCEPTED\",\"reason\":\"Yes\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(crm.get(claire, "/api/crm/suggestions/" + id).statusCode()).isEqualTo(404);
        assertThat(ids(claire)).doesNotContain(id);
        assertThat(ids(ines)).contains(id);
        assertThat(post(ines, id + "/decide", "{\"decision\":\"ACCEPTED\",\"reason\":\"Yes\"}")
                        .statusCode())
                .isEqualTo(403);
        var both = TestMembers.member(
                "both",
                Locale.ENGLISH,
                new Grant("g1", Role.COMMUNITY_MANAGER, BRAND, null, null, null),
                new Grant("g2", Role.PRODUCT_MANAGER, BRAND, null, null, null));
        var refused = post(both, id + "/decide", "{\"decision\":\"ACCEPTED\",\"reason\":\"Yes\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).at("/code").asString()).isEqualTo("NOT_YOUR_LINE");
        assertThat(crm.jdbc()
                        .sql("select count(*) from ledger.entry where event_type like '%ActRefused'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void shipsWithoutABodyToo() {
        var rita = outside.writes("rita", "t-seat", "Choose seats later", Intent.SUGGESTION);
        crm.caughtUp();
        var id = raise(rita, "application", "Choose seats later");
        assertThat(crm.send(claire, "POST", "/api/crm/suggestions/" + id + "/ship", null, Map.of())
                        .statusCode())
                .isEqualTo(409);
        post(claire, id + "/decide", "{\"decision\":\"accepted\",\"reason\":\"Yes\"}");
        assertThat(crm.send(claire, "POST", "/api/crm/suggestions/" + id + "/ship", null, Map.of())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void proposesWhatIsThereAlready() {
        var first = outside.writes("sylvie", "t-bike", "Where is my bike in the hold?", Intent.SUGGESTION);
        var second = outside.writes(
                "otto", "t-bike-2", "I would love to follow my bicycle and bike in the hold", Intent.SUGGESTION);
        crm.caughtUp();
        var id = raise(first, "application", "Follow bikes in the hold");
        var proposals = json(crm.get(ines, "/api/crm/suggestions/similar?mention=" + second.mentionId()));
        assertThat(proposals.at("/0/id").asString()).isEqualTo(id);
        var others = json(crm.get(
                ines, "/api/crm/suggestions/similar?mention=" + second.mentionId() + "&summary=Vegan+breakfast"));
        assertThat(others.findValuesAsString("id")).doesNotContain(id);
    }

    @Test
    void refusesWhatCannotBeCarried() {
        var spam = outside.writes("crook", "t-spam", "Cheap watches", Intent.SPAM);
        var message = outside.writes("rita", "t-ok", "An idea", Intent.SUGGESTION);
        crm.caughtUp();
        assertThat(raising(ines, spam.mentionId(), "application", "Watches").statusCode())
                .isEqualTo(422);
        assertThat(raising(ines, message.mentionId(), "unknown-line", "An idea").statusCode())
                .isEqualTo(422);
        assertThat(raising(ines, message.mentionId(), "application", " ").statusCode())
                .isEqualTo(422);
        assertThat(raising(ines, "no-such-mention", "application", "An idea").statusCode())
                .isEqualTo(404);
        var stranger = TestMembers.member("stranger", Role.COMMUNITY_MANAGER, "other-brand");
        assertThat(raising(stranger, message.mentionId(), "application", "An idea")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aForeignBrandSeesNothing() {
        var message = outside.writes("rita", "t-foreign", "An idea", Intent.SUGGESTION);
        crm.caughtUp();
        var id = raise(message, "application", "An idea of Rita");
        var stranger = TestMembers.member("stranger", Role.LEAD, "other-brand");
        assertThat(crm.get(stranger, "/api/crm/suggestions/" + id).statusCode()).isEqualTo(404);
        assertThat(ids(stranger)).isEmpty();
        assertThat(crm.get(stranger, "/api/crm/product-lines/application").statusCode())
                .isEqualTo(404);
        assertThat(crm.get(stranger, "/api/crm/settings/" + BRAND).statusCode()).isEqualTo(404);
        assertThat(crm.put(
                                TestMembers.member("stranger", Role.ADMIN, "other-brand"),
                                "/api/crm/product-lines/stolen",
                                "{\"brand\":\"" + BRAND + "\",\"name\":\"Mine\",\"managers\":[]}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aProductLineChangesOnlyForWhoSawIt() {
        define("network", "Network", "paula");
        var change = "{\"brand\":\"%s\",\"name\":\"Routes\",\"managers\":[\"paula\"]}".formatted(BRAND);
        assertThat(crm.put(admin, "/api/crm/product-lines/network", change).statusCode())
                .isEqualTo(409);
        assertThat(crm.send(admin, "PUT", "/api/crm/product-lines/network", change, Map.of("If-Match", "\"0\""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(crm.get(admin, "/api/crm/product-lines/network"))
                        .at("/name")
                        .asString())
                .isEqualTo("Routes");
        assertThat(crm.put(
                                admin,
                                "/api/crm/product-lines/ghosts",
                                "{\"brand\":\"" + BRAND + "\",\"name\":\"Ghosts\",\"managers\":[\"casper\"]}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void theBoardComesOutTheSameWhenItIsRebuilt() {
        var message = outside.writes("rita", "t-rebuild", "An idea", Intent.SUGGESTION);
        crm.caughtUp();
        var id = raise(message, "application", "Rebuild me");
        post(claire, id + "/decide", "{\"decision\":\"DECLINED\",\"reason\":\"No\"}");
        eventually(() -> assertThat(suggestion(id).at("/drafted").asInt()).isEqualTo(1));
        var before = json(crm.get(ines, "/api/crm/suggestions/" + id));
        assertThat(crm.bean(Rebuild.class).run("crm.suggestion.board", (position, target) -> {}))
                .isPositive();
        assertThat(json(crm.get(ines, "/api/crm/suggestions/" + id))).isEqualTo(before);
    }

    private static String raise(Outside.Written message, String line, String summary) {
        var answer = raising(ines, message.mentionId(), line, summary);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).at("/id").asString();
    }

    private static HttpResponse<String> raising(Actor actor, String mention, String line, String summary) {
        return crm.post(
                actor,
                "/api/crm/suggestions",
                "{\"mention\":\"%s\",\"productLine\":\"%s\",\"summary\":\"%s\"}".formatted(mention, line, summary));
    }

    private static List<DraftReply> draftsFor(String suggestionId) {
        return outside.drafted().stream()
                .filter(draft -> suggestionId.equals(draft.suggestionId()))
                .toList();
    }

    private static JsonNode suggestion(String id) {
        return json(crm.get(ines, "/api/crm/suggestions/" + id)).at("/suggestion");
    }

    private static List<String> ids(Actor actor) {
        var ids = new ArrayList<String>();
        json(crm.get(actor, "/api/crm/suggestions?limit=200"))
                .at("/items")
                .forEach(row -> ids.add(row.at("/id").asString()));
        return ids;
    }

    private static HttpResponse<String> post(Actor actor, String path, String body) {
        return crm.post(actor, "/api/crm/suggestions/" + path, body);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
