package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.axon.DeadLetters;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rule of the second person over HTTP, from off to on and off again; each test has a house of its own. */
class SecondPersonIT {

    private static final String RULE = "/api/identity/second-person";
    private static final JsonMapper JSON = new JsonMapper();

    private final Actor admin = TestMembers.member("admin", Role.ADMIN, "*");
    private final Actor nora = TestMembers.member("nora", Role.AUDITOR, "*");

    private RunningService identity;

    @BeforeEach
    void start() {
        identity = RunningService.start(IdentityApplication.class);
        identity.put(
                admin,
                "/api/identity/brands/alize",
                "{\"name\":\"Alizé\",\"country\":\"FR\",\"languages\":[\"fr\",\"en\"],\"zone\":\"Europe/Paris\"}");
        register("paul");
        register("nora");
    }

    @AfterEach
    void stop() {
        identity.caughtUp();
        assertThat(identity.bean(DeadLetters.class).count()).isZero();
        identity.close();
    }

    private void register(String id) {
        assertThat(identity.put(
                                admin,
                                "/api/identity/members/" + id,
                                "{\"name\":\"%1$s\",\"email\":\"%1$s@alize.example\",\"language\":\"fr\",\"zone\":\"Europe/Paris\"}"
                                        .formatted(id))
                        .statusCode())
                .isEqualTo(201);
    }

    private HttpResponse<String> give(Actor by, String member, String grant, String role, String brand) {
        return identity.put(
                by,
                "/api/identity/members/" + member + "/grants/" + grant,
                "{\"role\":\"%s\",\"brand\":\"%s\"}".formatted(role, brand));
    }

    private HttpResponse<String> withVersion(Actor by, String path, long version) {
        return identity.send(by, "POST", path, "{}", Map.of("If-Match", "\"" + version + "\""));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> switchTo(Actor by, boolean required) {
        return identity.put(by, RULE, "{\"required\":" + required + "}");
    }

    /** An auditor of the whole house, and the rule is on. */
    private void isOn() {
        assertThat(give(admin, "nora", "auditor", "AUDITOR", "*").statusCode()).isEqualTo(201);
        identity.caughtUp();
        assertThat(switchTo(admin, true).statusCode()).isEqualTo(200);
    }

    private String explain(Actor reader, String member) {
        return identity.get(reader, "/api/identity/rights/explain?member=" + member + "&action=APPROVE&brand=alize")
                .body();
    }

    @Test
    void isOffAtFirstAndCannotBeSwitchedOnWhereNobodyElseCouldConfirm() {
        assertThat(json(identity.get(admin, RULE)).get("required").asBoolean()).isFalse();
        assertThat(give(admin, "paul", "lead", "LEAD", "alize").statusCode()).isEqualTo(201);
        var alone = switchTo(admin, true);
        assertThat(alone.statusCode()).isEqualTo(409);
        assertThat(json(alone).get("code").asString()).isEqualTo("SECOND_PERSON_NOBODY_ELSE");
        assertThat(json(alone).get("detail").asString()).contains("Nobody else than you could confirm");
        // An auditor of one brand could not confirm what concerns the house.
        give(admin, "nora", "auditor-1", "AUDITOR", "alize");
        identity.caughtUp();
        assertThat(switchTo(admin, true).statusCode()).isEqualTo(409);
        assertThat(identity.page(admin, "/identity/second-person").body())
                .contains("Nobody else than you could confirm")
                .doesNotContain("/identity/second-person/on");
        isOn();
        assertThat(json(identity.get(nora, RULE)).get("required").asBoolean()).isTrue();
    }

    @Test
    void aDecidingRoleAllowsNothingUntilSomebodyElseConfirms() {
        isOn();
        var asked = give(admin, "paul", "lead", "LEAD", "alize");
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(json(asked).get("state").asString()).isEqualTo("WAITING");
        assertThat(give(admin, "paul", "lead", "LEAD", "alize").statusCode()).isEqualTo(202);
        assertThat(give(admin, "paul", "agency", "AGENCY", "alize").statusCode())
                .as("does not decide")
                .isEqualTo(201);
        assertThat(json(identity.get(admin, "/api/identity/members/paul")).get("grants"))
                .hasSize(1);
        assertThat(explain(admin, "paul"))
                .contains("\"allowed\":false", "\"code\":\"WAITING\"", "once a second person has confirmed it");

        var waiting = json(identity.get(nora, RULE + "/waiting")).get("items");
        assertThat(waiting).hasSize(1);
        var wish = waiting.get(0);
        assertThat(wish.get("askedBy").asString()).isEqualTo("admin");
        var version = wish.get("version").asLong();
        var path = "/api/identity/members/paul/grants/lead";
        assertThat(json(withVersion(admin, path + "/confirm", version))
                        .get("code")
                        .asString())
                .isEqualTo("GRANT_OWN_WISH");
        assertThat(withVersion(nora, path + "/confirm", version + 1).statusCode())
                .isEqualTo(409);
        identity.put(
                admin,
                "/api/identity/brands/sirocco",
                "{\"name\":\"Sirocco\",\"country\":\"FR\",\"languages\":[\"fr\"],\"zone\":\"Europe/Paris\"}");
        var elsewhere = Holders.holding(identity, TestMembers.member("else", Role.AUDITOR, "sirocco"));
        assertThat(withVersion(elsewhere, path + "/confirm", version).statusCode())
                .isEqualTo(404);
        var lead = TestMembers.member("lea", Role.LEAD, "alize");
        assertThat(withVersion(lead, path + "/confirm", version).statusCode()).isEqualTo(403);

        assertThat(withVersion(nora, path + "/confirm", version).statusCode()).isEqualTo(204);
        identity.caughtUp();
        assertThat(explain(admin, "paul")).contains("\"allowed\":true");
        assertThat(json(identity.get(nora, RULE + "/waiting")).get("items")).isEmpty();
        assertThat(withVersion(nora, path + "/confirm", version).statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyGivesThemselvesARightAloneAndTakingBackIsAtOnce() {
        isOn();
        assertThat(give(admin, "admin", "cm", "COMMUNITY_MANAGER", "alize").statusCode())
                .isEqualTo(202);
        var path = "/api/identity/members/admin/grants/cm";
        assertThat(identity.delete(admin, path).statusCode()).isEqualTo(204);
        identity.caughtUp();
        assertThat(json(identity.get(nora, RULE + "/waiting")).get("items")).isEmpty();

        give(admin, "paul", "house", "ADMIN", "*");
        var ofAlize = Holders.holding(identity, TestMembers.member("ada", Role.ADMIN, "alize"));
        assertThat(withVersion(ofAlize, "/api/identity/members/paul/grants/house/confirm", 1)
                        .statusCode())
                .as("an administrator of one brand only")
                .isEqualTo(403);
        assertThat(json(identity.get(ofAlize, RULE + "/waiting")).get("items")).isEmpty();
        give(ofAlize, "paul", "lead", "LEAD", "alize");
        identity.caughtUp();
        assertThat(json(identity.get(ofAlize, RULE + "/waiting")).get("items")).hasSize(1);
        assertThat(identity.delete(ofAlize, "/api/identity/members/paul/grants/lead")
                        .statusCode())
                .isEqualTo(204);
        assertThat(identity.post(admin, "/api/identity/members/paul/leave", "{}")
                        .statusCode())
                .isEqualTo(204);
        identity.caughtUp();
        assertThat(json(identity.get(nora, RULE + "/waiting")).get("items")).isEmpty();
    }

    @Test
    void isSwitchedOffByTwo() {
        isOn();
        var off = switchTo(admin, false);
        assertThat(off.statusCode()).isEqualTo(202);
        assertThat(json(off).get("required").asBoolean()).isTrue();
        assertThat(json(off).get("releaseAskedBy").asString()).isEqualTo("admin");
        var version = json(off).get("version").asLong();
        assertThat(give(admin, "paul", "lead", "LEAD", "alize").statusCode()).isEqualTo(202);
        assertThat(json(withVersion(admin, RULE + "/confirm", version))
                        .get("code")
                        .asString())
                .isEqualTo("SECOND_PERSON_OWN_WISH");
        var ofAlize = Holders.holding(identity, TestMembers.member("ada", Role.ADMIN, "alize"));
        assertThat(withVersion(ofAlize, RULE + "/confirm", version).statusCode())
                .isEqualTo(403);
        var released = withVersion(nora, RULE + "/confirm", version);
        assertThat(released.statusCode()).as(released.body()).isEqualTo(200);
        assertThat(json(released).get("required").asBoolean()).isFalse();
        assertThat(give(admin, "paul", "lead", "LEAD", "alize").statusCode())
                .as("what waited is given when it is asked for again")
                .isEqualTo(201);
        identity.caughtUp();
        assertThat(json(identity.get(nora, RULE + "/waiting")).get("items")).isEmpty();
    }

    @Test
    void isThereOnAPageInBothLanguages() {
        isOn();
        assertThat(identity.submit(admin, "/identity/members/paul/grants", "role=LEAD&brand=alize&channel=&until=")
                        .statusCode())
                .isEqualTo(302);
        assertThat(identity.page(admin, "/identity/members/paul").body())
                .contains("Lead on Alizé: waits for a second person", "It allows nothing yet");
        var french = TestMembers.member("nora", Locale.FRENCH, new Grant("g", Role.AUDITOR, "*", null, null, null));
        var page = identity.page(french, "/identity/second-person").body();
        assertThat(page)
                .contains("Seconde personne pour les rôles qui décident", "en vigueur", "paul", "Alizé", "Confirmer")
                .doesNotContain("??");
        assertThat(identity.page(admin, "/identity/second-person").body())
                .contains("You asked for it, so somebody else confirms it")
                .doesNotContain("??")
                .doesNotContain("/confirm\"");
        var wish = json(identity.get(nora, RULE + "/waiting")).get("items").get(0);
        var act = "/identity/second-person/waiting/paul/" + wish.get("id").asString();
        var own = identity.submit(
                admin, act + "/confirm", "version=" + wish.get("version").asLong());
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("You asked for this right", "role=\"alert\"");
        assertThat(identity.submit(
                                nora,
                                act + "/confirm",
                                "version=" + wish.get("version").asLong())
                        .statusCode())
                .isEqualTo(302);
        identity.caughtUp();
        assertThat(explain(admin, "paul")).contains("\"allowed\":true");

        assertThat(identity.submit(admin, "/identity/second-person/off", "").statusCode())
                .isEqualTo(302);
        assertThat(identity.page(french, "/identity/second-person").body())
                .contains("que la règle soit levée", "Confirmer la levée", "Garder la règle");
        var version = json(identity.get(nora, RULE)).get("version").asLong();
        assertThat(identity.submit(nora, "/identity/second-person/decline", "version=" + version)
                        .statusCode())
                .isEqualTo(302);
        assertThat(json(identity.get(nora, RULE)).get("required").asBoolean()).isTrue();
        var manager = TestMembers.member("ines", Role.COMMUNITY_MANAGER, "alize");
        assertThat(identity.page(manager, "/identity/second-person").statusCode())
                .isEqualTo(403);
    }
}
