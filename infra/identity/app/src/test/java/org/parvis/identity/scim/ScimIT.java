package org.parvis.identity.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.IdentityApplication;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A company's directory at work. */
class ScimIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Actor ADMIN = TestMembers.member("admin", Role.ADMIN, "*");
    private static RunningService identity;
    private static String token;

    @BeforeAll
    static void start() {
        identity = RunningService.start(
                IdentityApplication.class,
                Map.of(
                        "parvis.identity.issuer",
                        "http://localhost:8080",
                        "parvis.federation.groups",
                        "moderators=COMMUNITY_MANAGER@alize, leads=LEAD@alize"),
                shared -> {});
        identity.put(
                ADMIN,
                "/api/identity/brands/alize",
                "{\"name\":\"Alizé\",\"country\":\"FR\",\"languages\":[\"fr\"],\"zone\":\"Europe/Paris\"}");
        token = newToken("the directory");
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static String newToken(String label) {
        var made = identity.submit(ADMIN, "/identity/directory", "label=" + encoded(label));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return made.body().replaceFirst("(?s).*id=\"token\">(scim_[^<]+)<.*", "$1");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) {
        var all = new HashMap<String, String>();
        all.put("Authorization", "Bearer " + token);
        all.put("Content-Type", "application/scim+json");
        for (var i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return identity.send(null, method, "/scim/v2" + path, body, all);
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/scim+json");
        return JSON.readTree(answer.body());
    }

    private static JsonNode create(String name) {
        return json(send("POST", "/Users", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s@helianthe.example","externalId":"ext-%1$s",
                 "name":{"givenName":"%1$s","familyName":"Durand"},"emails":[{"value":"%1$s@helianthe.example","primary":true}],
                 "preferredLanguage":"fr-FR","timezone":"Europe/Paris","active":true}""".formatted(name)), 201);
    }

    private static String group(String name, String... members) {
        var listed = String.join(
                ",",
                List.of(members).stream().map(m -> "{\"value\":\"" + m + "\"}").toList());
        return json(send("POST", "/Groups", "{\"displayName\":\"%s\",\"members\":[%s]}".formatted(name, listed)), 201)
                .path("id")
                .asString();
    }

    private static String grants(String member) {
        return identity.get(ADMIN, "/api/identity/members/" + member + "/grants")
                .body();
    }

    @Test
    void opensToItsOwnTokenOnlyAndToNoneThatEnded() {
        for (var wrong :
                List.of("", "Bearer ", "Bearer scim_" + "x".repeat(43), identity.bearer(ADMIN), "Basic YTpi")) {
            var refused = identity.send(null, "GET", "/scim/v2/Users", null, Map.of("Authorization", wrong));
            assertThat(refused.statusCode()).as(wrong).isEqualTo(401);
            assertThat(JSON.readTree(refused.body()).path("status").asString()).isEqualTo("401");
        }
        var second = newToken("second");
        assertThat(identity.send(null, "GET", "/scim/v2/Users", null, Map.of("Authorization", "Bearer " + second))
                        .statusCode())
                .isEqualTo(200);
        // It opens nothing else.
        assertThat(identity.send(
                                null, "GET", "/api/identity/members", null, Map.of("Authorization", "Bearer " + second))
                        .statusCode())
                .isEqualTo(401);
        var id = identity.jdbc()
                .sql("select token_id from scim_token where label = 'second'")
                .query(String.class)
                .single();
        assertThat(identity.submit(ADMIN, "/identity/directory/" + id + "/revoke", "")
                        .statusCode())
                .isEqualTo(302);
        assertThat(identity.send(null, "GET", "/scim/v2/Users", null, Map.of("Authorization", "Bearer " + second))
                        .statusCode())
                .isEqualTo(401);
        var stranger = TestMembers.member("lead", Role.LEAD, "alize");
        assertThat(identity.submit(stranger, "/identity/directory", "label=x").statusCode())
                .isEqualTo(403);
    }

    /** A key of the house that no page shows is one that nobody can end. */
    @Test
    void showsEveryTokenThatCountsAndEndsAnyOfThem() {
        var shown = newToken("the oldest");
        identity.jdbc()
                .sql("update scim_token set made_at = now() - interval '9 years' where label = 'the oldest'")
                .update();
        identity.jdbc().sql("""
                        insert into scim_token (token_id, digest, label, made_by, made_at, revoked_at)
                        select 'spent-' || n, sha256(('spent-' || n)::bytea), 'spent', 'admin', now(), now() from generate_series(1, 120) n
                        """).update();
        assertThat(identity.page(ADMIN, "/identity/directory").body()).contains("the oldest");
        var made = 0;
        while (identity.submit(ADMIN, "/identity/directory", "label=many").statusCode() == 200) {
            made++;
        }
        assertThat(made).as("they have an end").isBetween(10, 19);
        identity.jdbc()
                .sql("select token_id from scim_token where label = 'many'")
                .query(String.class)
                .list()
                .forEach(many -> identity.submit(ADMIN, "/identity/directory/" + many + "/revoke", ""));
        var id = identity.jdbc()
                .sql("select token_id from scim_token where label = 'the oldest'")
                .query(String.class)
                .single();
        assertThat(identity.submit(ADMIN, "/identity/directory/" + id + "/revoke", "")
                        .statusCode())
                .isEqualTo(302);
        assertThat(identity.send(null, "GET", "/scim/v2/Users", null, Map.of("Authorization", "Bearer " + shown))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void setsSomebodyUpAndFindsThemAgain() {
        var made = create("mia");
        assertThat(made.path("id").asString()).isEqualTo("mia");
        assertThat(made.path("active").asBoolean()).isTrue();
        assertThat(made.path("displayName").asString()).isEqualTo("mia Durand");
        assertThat(made.path("meta").path("location").asString()).isEqualTo("http://localhost:8080/scim/v2/Users/mia");
        assertThat(identity.get(ADMIN, "/api/identity/members/mia").body())
                .contains("mia Durand", "mia@helianthe.example", "\"language\":\"fr\"");
        for (var filter :
                List.of("userName eq \"MIA@helianthe.example\"", "externalId eq \"ext-mia\"", "id eq \"mia\"")) {
            var found = json(send("GET", "/Users?filter=" + encoded(filter), null), 200);
            assertThat(found.path("totalResults").asInt()).as(filter).isEqualTo(1);
            assertThat(found.path("Resources").get(0).path("id").asString()).isEqualTo("mia");
        }
        assertThat(json(send("GET", "/Users?filter=" + encoded("userName eq \"nobody\""), null), 200)
                        .path("totalResults")
                        .asInt())
                .isZero();
        for (var odd : List.of("userName co \"m\"", "password eq \"x\"", "userName eq \"a\" or id pr", "' or 1=1 --")) {
            var refused = json(send("GET", "/Users?filter=" + encoded(odd), null), 400);
            assertThat(refused.path("scimType").asString()).as(odd).isEqualTo("invalidFilter");
        }
        var twice = json(send("POST", "/Users", "{\"userName\":\"Mia@helianthe.example\"}"), 409);
        assertThat(twice.path("scimType").asString()).isEqualTo("uniqueness");
        assertThat(json(send("GET", "/Users/nobody", null), 404)
                        .path("schemas")
                        .get(0)
                        .asString())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(json(send("POST", "/Users", "{}"), 400).path("scimType").asString())
                .isEqualTo("invalidValue");
        assertThat(json(send("POST", "/Users", "no json"), 400).path("scimType").asString())
                .isEqualTo("invalidSyntax");
    }

    @Test
    void bringsWhoLeavesOutAtOnceInEachWayDirectoriesSayIt() {
        var ways = Map.of(
                "azure",
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}]}",
                "okta",
                "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":false}}]}",
                "plain",
                "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}");
        ways.forEach((name, patch) -> {
            create(name);
            identity.put(
                    ADMIN,
                    "/api/identity/members/" + name + "/grants/by-hand",
                    "{\"role\":\"AUDITOR\",\"brand\":\"alize\"}");
            var answer = send("PATCH", "/Users/" + name, patch);
            assertThat(json(answer, 200).path("active").asBoolean()).isFalse();
            assertThat(answer.headers().allValues("X-Parvis-Session-Ended")).contains("member:" + name);
            assertThat(grants(name)).doesNotContain("by-hand");
        });
        create("deleted");
        assertThat(send("DELETE", "/Users/deleted", null).statusCode()).isEqualTo(204);
        assertThat(json(send("GET", "/Users/deleted", null), 200).path("active").asBoolean())
                .isFalse();
        create("replaced");
        var put = json(
                send(
                        "PUT",
                        "/Users/replaced",
                        "{\"userName\":\"replaced@helianthe.example\",\"displayName\":\"New Name\",\"active\":false}"),
                200);
        assertThat(put.path("active").asBoolean()).isFalse();
        assertThat(put.path("displayName").asString()).isEqualTo("New Name");
        // Back again, with nothing.
        var back = json(
                send("PATCH", "/Users/plain", ways.getOrDefault("plain", "").replace("false", "true")), 200);
        assertThat(back.path("active").asBoolean()).isTrue();
        assertThat(grants("plain")).doesNotContain("by-hand");
        assertThat(entries("MemberLeft")).isEqualTo(5);
        assertThat(entries("MemberReturned")).isEqualTo(1);
    }

    private static long entries(String type) {
        return identity.jdbc()
                .sql(
                        "select count(*) from ledger.entry where event_type like ? and convert_from(metadata, 'UTF8') like '%identity.scim%'")
                .param("%." + type)
                .query(Long.class)
                .single();
    }

    @Test
    void whoIsBackHasWhatTheirGroupsBring() {
        create("sabbath");
        var id = group("leads", "sabbath");
        assertThat(grants("sabbath")).contains("LEAD");
        for (var active : List.of(false, true)) {
            var answer = send(
                    "PATCH",
                    "/Users/sabbath",
                    "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":%s}}]}".formatted(active));
            assertThat(json(answer, 200).path("active").asBoolean()).isEqualTo(active);
            assertThat(grants("sabbath").contains("LEAD")).isEqualTo(active);
        }
        assertThat(send("DELETE", "/Groups/" + id, null).statusCode()).isEqualTo(204);
    }

    @Test
    void keepsTheLastAdministrator() {
        var refused = json(send("DELETE", "/Users/admin", null), 409);
        assertThat(refused.path("detail").asString()).isEqualTo("LAST_ADMINISTRATOR");
    }

    @Test
    void followsGroupsAndLeavesWhatWasGivenByHand() {
        create("ines");
        create("hugo");
        identity.put(ADMIN, "/api/identity/members/ines/grants/by-hand", "{\"role\":\"AUDITOR\",\"brand\":\"alize\"}");
        var id = group("moderators", "ines");
        assertThat(grants("ines")).contains("directory-community-manager-on-alize", "identity.scim", "by-hand");
        for (var rename :
                List.of("{\"displayName\":\"moderators\"}", "{\"id\":\"x\",\"displayName\":\"moderators\"}")) {
            var renamed = json(
                    send("PATCH", "/Groups/" + id, "{\"Operations\":[{\"op\":\"replace\",\"value\":" + rename + "}]}"),
                    200);
            assertThat(renamed.path("members").size())
                    .as("nothing is said of who is in it")
                    .isEqualTo(1);
        }
        json(send("PATCH", "/Groups/" + id, "{\"Operations\":[{\"op\":\"replace\",\"path\":\"members\"}]}"), 400);
        // A single one, not in a list.
        json(
                send(
                        "PATCH",
                        "/Groups/" + id,
                        "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":{\"value\":\"hugo\"}}]}"),
                200);
        assertThat(grants("hugo")).contains("directory-community-manager-on-alize");
        var left = json(
                send(
                        "PATCH",
                        "/Groups/" + id,
                        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"ines\\\"]\"}]}"),
                200);
        assertThat(left.path("members").size()).isEqualTo(1);
        assertThat(grants("ines")).contains("by-hand").doesNotContain("directory-");
        json(send("PUT", "/Groups/" + id, "{\"displayName\":\"leads\",\"members\":[{\"value\":\"hugo\"}]}"), 200);
        assertThat(grants("hugo")).contains("directory-lead-on-alize").doesNotContain("community-manager");
        assertThat(json(send("GET", "/Groups?filter=" + encoded("displayName eq \"LEADS\""), null), 200)
                        .path("totalResults")
                        .asInt())
                .isEqualTo(1);
        assertThat(send("DELETE", "/Groups/" + id, null).statusCode()).isEqualTo(204);
        assertThat(grants("hugo")).doesNotContain("directory-");
        json(send("POST", "/Groups", "{\"displayName\":\"x\",\"members\":[{\"value\":\"nobody\"}]}"), 404);
        json(send("POST", "/Groups", "{\"displayName\":\"x\",\"members\":\"hugo\"}"), 400);
        assertThat(json(send("GET", "/Groups?filter=" + encoded("displayName eq \"x\""), null), 200)
                        .path("totalResults")
                        .asInt())
                .as("a group is made whole or not at all")
                .isZero();
    }

    /** Directories send the changes of a group one by one and all at once; none undoes another, and rights are those of the end. */
    @Test
    void changesOfAGroupAtOnceAreAllDone() throws Exception {
        for (var i = 0; i < 6; i++) {
            create("busy-" + i);
        }
        var id = group("moderators", "busy-0");
        var change = "{\"Operations\":[{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}]}";
        try (var senders = Executors.newFixedThreadPool(6)) {
            for (var round = 0; round < 4; round++) {
                var goes = "busy-" + round;
                var changes = new ArrayList<Callable<Integer>>();
                changes.add(() -> send("PATCH", "/Groups/" + id, change.formatted("remove", goes))
                        .statusCode());
                for (var i = round + 1; i < 6; i++) {
                    var comes = "busy-" + i;
                    changes.add(() -> send("PATCH", "/Groups/" + id, change.formatted("add", comes))
                            .statusCode());
                }
                assertThat(senders.invokeAll(changes).stream().map(Future::resultNow))
                        .containsOnly(200);
                var members = json(send("GET", "/Groups/" + id, null), 200)
                        .path("members")
                        .toString();
                assertThat(members).doesNotContain(goes).contains("busy-" + (round + 1), "busy-5");
                assertThat(grants(goes)).doesNotContain("directory-community-manager");
                assertThat(grants("busy-5")).contains("directory-community-manager-on-alize");
            }
        }
        assertThat(send("DELETE", "/Groups/" + id, null).statusCode()).isEqualTo(204);
    }

    @Test
    void ofGroupsOfOneNameMadeAtOnceOneIsMade() throws Exception {
        try (var senders = Executors.newFixedThreadPool(6)) {
            var six = Collections.<Callable<Integer>>nCopies(
                    6,
                    () -> send("POST", "/Groups", "{\"displayName\":\"of one name\"}")
                            .statusCode());
            assertThat(senders.invokeAll(six).stream().map(Future::resultNow))
                    .containsOnly(201, 409)
                    .containsOnlyOnce(201);
        }
    }

    @Test
    void namesOfAttributesDoNotDependOnCapitalLetters() {
        create("capital");
        var id = group("moderators", "capital");
        var none = "{\"operations\":[{\"Op\":\"Replace\",\"value\":{\"Members\":[],\"displayname\":\"lower\"}}]}";
        var left = json(send("PATCH", "/Groups/" + id, none), 200);
        assertThat(left.path("members").size()).isZero();
        assertThat(left.path("displayName").asString()).isEqualTo("lower");
        var nothing = "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members\",\"value\":null}]}";
        json(send("PATCH", "/Groups/" + id, nothing), 400);
        json(send("PUT", "/Groups/" + id, "{\"DisplayName\":\"lower\",\"MEMBERS\":[{\"Value\":\"capital\"}]}"), 200);
        var silent = json(send("PUT", "/Groups/" + id, "{\"displayName\":\"lower\",\"members\":null}"), 200);
        assertThat(silent.path("members").size()).as("nothing is said of them").isEqualTo(1);
        var schema = "urn:ietf:params:scim:schemas:core:2.0:Group";
        var under = "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"" + schema
                + "\":{\"members\":[]},\"externalId\":\"e1\"}}," + "{\"op\":\"replace\",\"path\":\"" + schema
                + ":displayName\",\"value\":\"under\"}]}";
        var changed = json(send("PATCH", "/Groups/" + id, under), 200);
        assertThat(changed.path("members").size()).isZero();
        assertThat(changed.path("externalId").asString()).isEqualTo("e1");
        assertThat(changed.path("displayName").asString()).isEqualTo("under");
        var nameless = "{\"Operations\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"\"}]}";
        json(send("PATCH", "/Groups/" + id, nameless), 400);
        var whole = "{\"Operations\":[{\"op\":\"replace\",\"value\":"
                + "{\"urn:ietf:params:scim:schemas:core:2.0:User\":{\"active\":false}}}]}";
        // Who is neither in nor out is not left in with an answer that sounds like done.
        for (var neither : List.of(
                "{\"op\":\"replace\",\"path\":\"active\",\"value\":null}",
                "{\"op\":\"add\",\"value\":{\"active\":null}}",
                "{\"op\":\"remove\",\"path\":\"active\"}",
                "{\"op\":\"remove\",\"path\":\"urn:ietf:params:scim:schemas:core:2.0:User:active\"}")) {
            json(send("PATCH", "/Users/capital", "{\"Operations\":[" + neither + "]}"), 400);
        }
        json(send("PATCH", "/Users/capital", whole), 200);
        assertThat(json(send("GET", "/Users/capital", null), 200).path("active").asBoolean())
                .isFalse();
        assertThat(send("DELETE", "/Groups/" + id, null).statusCode()).isEqualTo(204);
    }

    @Test
    void givesPagesAndVersions() {
        for (var i = 0; i < 5; i++) {
            create("page-" + i);
        }
        var page = json(send("GET", "/Users?startIndex=2&count=3", null), 200);
        assertThat(page.path("itemsPerPage").asInt()).isEqualTo(3);
        assertThat(page.path("startIndex").asInt()).isEqualTo(2);
        assertThat(page.path("totalResults").asInt()).isGreaterThan(5);
        assertThat(json(send("GET", "/Users?count=100000", null), 200)
                        .path("itemsPerPage")
                        .asInt())
                .isLessThanOrEqualTo(200);
        assertThat(json(send("GET", "/Users?count=-5&startIndex=-1", null), 200)
                        .path("itemsPerPage")
                        .asInt())
                .isZero();

        var seen =
                send("GET", "/Users/page-0", null).headers().firstValue("ETag").orElseThrow();
        assertThat(send("GET", "/Users/page-0", null, "If-None-Match", seen).statusCode())
                .isEqualTo(304);
        var rename = "{\"Operations\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Other\"}]}";
        assertThat(json(send("PATCH", "/Users/page-0", rename, "If-Match", seen), 200)
                        .path("displayName")
                        .asString())
                .isEqualTo("Other");
        assertThat(send("PATCH", "/Users/page-0", rename, "If-Match", seen).statusCode())
                .isEqualTo(412);
        assertThat(send("GET", "/Users/page-0", null, "If-None-Match", seen).statusCode())
                .isEqualTo(200);
    }

    @Test
    void saysWhatItCan() {
        var config = json(send("GET", "/ServiceProviderConfig", null), 200);
        assertThat(config.path("patch").path("supported").asBoolean()).isTrue();
        assertThat(config.path("etag").path("supported").asBoolean()).isTrue();
        assertThat(config.path("bulk").path("supported").asBoolean()).isFalse();
        assertThat(json(send("GET", "/ResourceTypes", null), 200)
                        .path("totalResults")
                        .asInt())
                .isEqualTo(2);
        assertThat(json(send("GET", "/Schemas", null), 200).path("totalResults").asInt())
                .isEqualTo(2);
        assertThat(json(send("GET", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User", null), 200)
                        .path("attributes")
                        .size())
                .isGreaterThan(5);
        json(send("GET", "/ResourceTypes/Car", null), 404);
    }

    @Test
    void refusesWordsThatNobodyCouldLookFor() {
        var long1000 = "x".repeat(1_000);
        for (var body : List.of(
                "{\"userName\":\"%s\"}".formatted(long1000),
                "{\"userName\":\"short\",\"externalId\":\"%s\"}".formatted(long1000))) {
            assertThat(json(send("POST", "/Users", body), 400).path("detail").asString())
                    .endsWith("is longer than 300 characters");
        }
        json(send("POST", "/Groups", "{\"displayName\":\"long\",\"externalId\":\"%s\"}".formatted(long1000)), 400);
    }

    @Test
    void aPageOfGroupsEndsWhereTheirMembersAreMany() {
        identity.jdbc()
                .sql(
                        "insert into scim_group (group_id, display_name) select 'heavy-' || n, 'heavy ' || n from generate_series(1, 9) n")
                .update();
        identity.jdbc().sql("""
                        insert into scim_group_member (group_id, member_id)
                        select 'heavy-' || n, 'somebody-' || m from generate_series(1, 9) n, generate_series(1, 4000) m
                        """).update();
        var told = new HashMap<String, Integer>();
        var total = Integer.MAX_VALUE;
        for (var start = 1; start <= total; ) {
            var answer = send("GET", "/Groups?count=200&startIndex=" + start, null);
            assertThat(answer.body().length()).isLessThan(1_500_000);
            var page = json(answer, 200);
            page.path("Resources")
                    .forEach(group -> told.put(
                            group.path("id").asString(), group.path("members").size()));
            total = page.path("totalResults").asInt();
            assertThat(page.path("itemsPerPage").asInt()).isPositive();
            start += page.path("itemsPerPage").asInt();
        }
        assertThat(told)
                .as("and none is lost")
                .hasSize(total)
                .containsEntry("heavy-1", 4_000)
                .containsEntry("heavy-9", 4_000);
        identity.jdbc()
                .sql("delete from scim_group where group_id like 'heavy-%'")
                .update();
    }

    @Test
    void aGroupHasAnEnd() {
        var id = group("crowd");
        identity.jdbc()
                .sql(
                        "insert into scim_group_member (group_id, member_id) select ?, 'somebody-' || m from generate_series(1, 10000) m")
                .param(id)
                .update();
        create("onemore");
        var refused = json(send("PATCH", "/Groups/" + id, """
                        {"Operations":[{"op":"add","path":"members","value":[{"value":"onemore"}]}]}"""), 400);
        assertThat(refused.path("detail").asString()).contains("10000 members at most");
        identity.jdbc()
                .sql("delete from scim_group where group_id = ?")
                .param(id)
                .update();
    }
}
