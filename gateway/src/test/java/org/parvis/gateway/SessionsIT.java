package org.parvis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.gateway.testing.Browser;
import org.parvis.gateway.testing.TestHouse;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sessions as members and administrators see and end them, through the gateway: what is ended is over with the very next request. */
class SessionsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRET = "a secret of theirs";

    private final TestHouse house = TestHouse.get();
    private final Browser admin = house.signedIn();

    private void person(String id) {
        var made = put("/api/identity/members/" + id, """
                {"name":"%1$s Durand","email":"%1$s@alize.example","language":"en","zone":"Europe/Paris","password":"%2$s"}""".formatted(id, SECRET));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private HttpResponse<String> put(String path, String json) {
        return admin.send(
                "PUT",
                path,
                BodyPublishers.ofString(json),
                Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", admin.csrfToken()));
    }

    private static HttpResponse<String> delete(Browser browser, String path) {
        return browser.send("DELETE", path, BodyPublishers.noBody(), Map.of("X-XSRF-TOKEN", browser.csrfToken()));
    }

    private static JsonNode sessions(Browser browser) {
        var answer = browser.get("/api/identity/sessions");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("items");
    }

    private static void isIn(Browser browser) {
        assertThat(browser.get("/crm/counts").statusCode()).isEqualTo(200);
    }

    private static void isOut(Browser browser) {
        assertThat(browser.get("/crm/counts").statusCode()).isEqualTo(401);
    }

    private long entries(String type, String... parts) {
        return house.identity
                .getBean(JdbcClient.class)
                .sql("""
                        select count(*) from ledger.entry where event_type like ?
                           and convert_from(payload, 'UTF8') like all (?)""")
                .params(
                        "%." + type,
                        Arrays.stream(parts).map(p -> "%" + p + "%").toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    @Test
    void showsWhereSomebodyIsSignedInAndEndsAnotherOneAtOnce() {
        person("ines");
        var here = house.signedIn("ines", SECRET);
        var there = house.signedIn("ines", SECRET);
        var all = sessions(here);
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.findValuesAsString("current")).containsExactlyInAnyOrder("true", "false");
        assertThat(all.findValuesAsString("address")).containsOnly("127.0.0.1");
        assertThat(entries("SessionStarted", "ines")).isEqualTo(2);

        var other = all.get(all.get(0).path("current").asBoolean() ? 1 : 0)
                .path("id")
                .asString();
        var ended = delete(here, "/api/identity/sessions/" + other);
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(204);
        assertThat(ended.headers().map().keySet()).noneMatch(name -> name.startsWith("x-parvis"));
        isOut(there);
        isIn(here);
        assertThat(entries("SessionEnded", other, "REVOKED")).isEqualTo(1);
        assertThat(delete(here, "/api/identity/sessions/" + other).statusCode()).isEqualTo(404);
    }

    @Test
    void endsNobodyElsesSession() {
        person("malik");
        person("prowler");
        var malik = house.signedIn("malik", SECRET);
        var prowler = house.signedIn("prowler", SECRET);
        var id = sessions(malik).get(0).path("id").asString();
        assertThat(delete(prowler, "/api/identity/sessions/" + id).statusCode()).isEqualTo(404);
        assertThat(prowler.get("/api/identity/members/malik/sessions").statusCode())
                .isEqualTo(403);
        assertThat(delete(prowler, "/api/identity/members/malik/sessions").statusCode())
                .isEqualTo(403);
        isIn(malik);
    }

    @Test
    void endsAllOthersFromThePage() {
        person("lea");
        var here = house.signedIn("lea", SECRET);
        var phone = house.signedIn("lea", SECRET);
        var tablet = house.signedIn("lea", SECRET);
        assertThat(here.page("/identity/sessions").body()).contains("Where I am signed in", "this one, now");
        var done = here.submit("/identity/sessions/end-others", Map.of("_csrf", here.csrfToken()));
        assertThat(done.headers().firstValue("Location")).hasValue("/identity/sessions");
        isOut(phone);
        isOut(tablet);
        isIn(here);
    }

    @Test
    void anAdministratorEndsAMembersSessions() {
        person("hugo");
        var hugo = house.signedIn("hugo", SECRET);
        isIn(hugo);
        var listed = admin.get("/api/identity/members/hugo/sessions");
        assertThat(JSON.readTree(listed.body()).path("items").size()).isEqualTo(1);
        assertThat(delete(admin, "/api/identity/members/hugo/sessions").statusCode())
                .isEqualTo(204);
        isOut(hugo);
        isIn(admin);
    }

    @Test
    void aNewPasswordEndsEverySessionAndToken() {
        person("rosa");
        var here = house.signedIn("rosa", SECRET);
        var there = house.signedIn("rosa", SECRET);
        var made = here.post("/api/identity/tokens", "{\"days\":2}");
        var token = JSON.readTree(made.body()).path("token").asString();
        var program = new Browser(house.address);
        assertThat(program.get("/api/crm/script", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(200);
        var changed = here.submit(
                "/identity/preferences/password",
                Map.of("_csrf", here.csrfToken(), "current", SECRET, "password", "quite another one"));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(302);
        isOut(here);
        isOut(there);
        assertThat(program.get("/api/crm/script", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
        assertThat(entries("SessionEnded", "rosa", "PASSWORD_CHANGED")).isEqualTo(2);
        isIn(house.signedIn("rosa", "quite another one"));
    }

    @Test
    void whoLeavesIsOutAtOnceAndCannotComeIn() {
        person("omar");
        put("/api/identity/brands/sirocco", """
                {"name":"Sirocco","country":"FR","languages":["fr"],"zone":"Europe/Paris"}""");
        put("/api/identity/members/omar/grants/lead", "{\"role\":\"LEAD\",\"brand\":\"sirocco\"}");
        var omar = house.signedIn("omar", SECRET);
        var made = omar.post("/api/identity/tokens", "{\"days\":2}");
        var token = JSON.readTree(made.body()).path("token").asString();
        var program = new Browser(house.address);
        assertThat(program.get("/api/crm/script", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(200);

        var gone = admin.post("/api/identity/members/omar/leave", "{}");
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(204);
        isOut(omar);
        assertThat(program.get("/api/crm/script", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
        var again = new Browser(house.address).signIn("/crm/inbox", "omar", SECRET);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(entries("MemberLeft", "omar")).isEqualTo(1);
        assertThat(entries("GrantWithdrawn", "omar", "lead")).isEqualTo(1);
        assertThat(entries("TokenRevoked", "omar")).isEqualTo(1);

        // Back, but with nothing: not even a way to sign in.
        assertThat(admin.post("/api/identity/members/omar/return", "{}").statusCode())
                .isEqualTo(204);
        assertThat(admin.get("/api/identity/members/omar").body()).contains("\"grants\":[]");
        assertThat(new Browser(house.address)
                        .signIn("/crm/inbox", "omar", SECRET)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aRightThatIsTakenBackIsGoneFromSessionsAndProgramsAtOnce() {
        person("vera");
        put("/api/identity/brands/mistral", """
                {"name":"Mistral","country":"FR","languages":["fr"],"zone":"Europe/Paris"}""");
        put("/api/identity/members/vera/grants/lead", "{\"role\":\"LEAD\",\"brand\":\"mistral\"}");
        var vera = house.signedIn("vera", SECRET);
        var token = JSON.readTree(
                        vera.post("/api/identity/tokens", "{\"days\":2}").body())
                .path("token")
                .asString();
        var program = new Browser(house.address);
        var brands = "/api/identity/brands";
        assertThat(vera.get(brands).body()).contains("mistral");
        assertThat(program.get(brands, "Authorization", "Bearer " + token).body())
                .contains("mistral");
        assertThat(delete(admin, "/api/identity/members/vera/grants/lead").statusCode())
                .isEqualTo(204);
        assertThat(vera.get(brands).body()).doesNotContain("mistral");
        assertThat(program.get(brands, "Authorization", "Bearer " + token).body())
                .doesNotContain("mistral");
        isIn(vera);
    }

    @Test
    void identityEndsASessionThatNoGatewayWatches() {
        person("tina");
        var tina = house.signedIn("tina", SECRET);
        // A gateway that forgot the limits: identity knows them too.
        house.clock.moveOn(Duration.ofMinutes(36));
        house.gateway
                .jdbc()
                .sql("update session set seen_at = ?, access_until = ?")
                .params(
                        house.clock.instant().atOffset(ZoneOffset.UTC),
                        house.clock.instant().minusSeconds(60).atOffset(ZoneOffset.UTC))
                .update();
        isOut(tina);
    }

    @Test
    void letsAnAccountWaitWhateverHeadersAStrangerInvents() {
        person("sam");
        house.clock.moveOn(Duration.ofMinutes(16));
        for (var i = 0; i < 5; i++) {
            var answer = new Browser(house.address)
                    .signIn(
                            "/crm/inbox",
                            i % 2 == 0 ? "sam" : " SAM@Alize.example",
                            "wrong " + i,
                            "X-Forwarded-For",
                            "203.0.113." + i,
                            "Forwarded",
                            "for=203.0.113." + i,
                            "X-Real-IP",
                            "203.0.113." + i,
                            "True-Client-IP",
                            "203.0.113." + i);
            assertThat(answer.statusCode()).as("try %s", i).isEqualTo(401);
        }
        var right = new Browser(house.address)
                .signIn("/crm/inbox", "sam", SECRET, "X-Forwarded-For", "198.51.100.7", "X-Real-IP", "198.51.100.7");
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.body()).contains("Too many tries");
        var wait = Long.parseLong(right.headers().firstValue("Retry-After").orElseThrow());
        assertThat(wait).isBetween(600L, 900L);
        // The address waits as well, whatever it says of itself.
        assertThat(new Browser(house.address)
                        .signIn("/crm/inbox", "admin", TestHouse.PASSWORD, "X-Forwarded-For", "198.51.100.8")
                        .statusCode())
                .isEqualTo(429);
        assertThat(entries("ActRefused", "member:sam", "TOO_MANY_TRIES")).isEqualTo(1);
        house.clock.moveOn(Duration.ofMinutes(16));
        isIn(house.signedIn("sam", SECRET));
    }
}
