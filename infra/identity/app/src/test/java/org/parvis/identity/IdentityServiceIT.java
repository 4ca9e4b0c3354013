package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.password.Passwords;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.start.IdentityBootstrap;
import org.parvis.identity.start.LocalTokens;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP: brands, members, rights and tokens, for programs and on pages. */
class IdentityServiceIT {

    private static final String BRAND = """
            {"name":"Alizé","country":"FR","languages":["fr","en"],"zone":"Europe/Paris"}""";

    private static RunningService identity;

    private final Actor admin = TestMembers.member("admin", Role.ADMIN, "*");

    @BeforeAll
    static void start() {
        identity = RunningService.start(IdentityApplication.class);
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static String member(String id) {
        return """
                {"name":"%1$s de test","email":"%1$s@alize.example","language":"fr","zone":"Europe/Paris"}""".formatted(id);
    }

    private void register(String id) {
        assertThat(identity.put(admin, "/api/identity/members/" + id, member(id))
                        .statusCode())
                .isEqualTo(201);
    }

    private static Actor holding(Actor member) {
        return Holders.holding(identity, member);
    }

    private void brand(String id) {
        assertThat(identity.put(admin, "/api/identity/brands/" + id, BRAND).statusCode())
                .isIn(200, 201);
    }

    private long entries(String type, String part) {
        return identity.jdbc()
                .sql(
                        "select count(*) from ledger.entry where event_type like ? and convert_from(payload, 'UTF8') like ?")
                .params("%." + type, "%" + part + "%")
                .query(Long.class)
                .single();
    }

    @Test
    void setsABrandUpOnceAndRefusesAnotherUnderItsId() {
        assertThat(identity.put(admin, "/api/identity/brands/once", BRAND).statusCode())
                .isEqualTo(201);
        assertThat(identity.put(admin, "/api/identity/brands/once", BRAND).statusCode())
                .isEqualTo(200);
        var other = identity.put(admin, "/api/identity/brands/once", BRAND.replace("Alizé", "Sirocco"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("ALREADY_EXISTS_DIFFERENT", "Something else exists under this id");
        assertThat(identity.get(admin, "/api/identity/brands/once").body()).contains("\"name\":\"Alizé\"");
        assertThat(identity.get(admin, "/api/identity/brands?limit=1").body()).contains("\"next\"");
    }

    @Test
    void saysWhichFieldIsWrongInTheReadersLanguage() {
        var french = TestMembers.member("admin", Locale.FRENCH, new Grant("g", Role.ADMIN, "*", null, null, null));
        var answer = identity.put(french, "/api/identity/brands/wrong", BRAND.replace("Europe/Paris", "Mars/Olympus"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"zone\"", "Il n’y a pas de fuseau de ce nom");
    }

    @Test
    void keepsNamesOutOfTheLedgersPlainText() {
        register("secret-name");
        assertThat(entries("MemberRegistered", "secret-name")).isEqualTo(1);
        assertThat(entries("MemberRegistered", "de test")).isZero();
        assertThat(entries("MemberRegistered", "@alize.example")).isZero();
    }

    @Test
    void leavesAnAddressToOneMemberOnly() {
        register("first-owner");
        var taken = identity.put(
                admin,
                "/api/identity/members/second-owner",
                member("second-owner").replace("second-owner@", "FIRST-owner@"));
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("EMAIL_TAKEN");
        // The refused one may still be set up, and nothing of the refused address sticks to it.
        register("second-owner");
        assertThat(identity.post(
                                admin,
                                "/api/identity/members/first-owner/change",
                                member("first-owner").replace("first-owner@", "moved@"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(identity.put(
                                admin,
                                "/api/identity/members/third-owner",
                                member("third-owner").replace("third-owner@", "first-owner@"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void givesARightTheMomentItsBrandExistsAndExplainsIt() {
        register("paul");
        identity.put(admin, "/api/identity/brands/fresh", BRAND);
        var given = identity.put(
                admin, "/api/identity/members/paul/grants/lead-1", "{\"role\":\"LEAD\",\"brand\":\"fresh\"}");
        assertThat(given.statusCode()).isEqualTo(201);
        assertThat(identity.put(
                                admin,
                                "/api/identity/members/paul/grants/lead-1",
                                "{\"role\":\"LEAD\",\"brand\":\"fresh\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(identity.put(
                                admin,
                                "/api/identity/members/paul/grants/g2",
                                "{\"role\":\"LEAD\",\"brand\":\"nowhere\"}")
                        .body())
                .contains("BRAND_UNKNOWN", "There is no brand “nowhere”");
        for (var ofGroups : List.of("company-lead-on-fresh", "directory-lead-on-fresh")) {
            assertThat(identity.put(
                                    admin,
                                    "/api/identity/members/paul/grants/" + ofGroups,
                                    "{\"role\":\"EMPLOYEE\",\"brand\":\"fresh\"}")
                            .body())
                    .as("nobody takes the id of what a group will bring")
                    .contains("company-", "directory-");
        }

        assertThat(identity.put(
                                admin,
                                "/api/identity/members/paul/grants/day",
                                "{\"role\":\"AGENCY\",\"brand\":\"fresh\",\"until\":\"2099-12-31\"}")
                        .body())
                .contains("2100-01-01T00:00:00Z");
        assertThat(identity.put(
                                admin,
                                "/api/identity/members/paul/grants/never",
                                "{\"role\":\"AGENCY\",\"brand\":\"fresh\",\"until\":\"tomorrow\"}")
                        .statusCode())
                .isEqualTo(422);

        var forgotten = identity.put(
                admin,
                "/api/identity/members/paul/grants/all",
                "{\"role\":\"LEAD\",\"brand\":\"fresh\",\"channel\":\"\"}");
        assertThat(forgotten.statusCode()).as(forgotten.body()).isEqualTo(422);
        assertThat(forgotten.body()).contains("\"channel\"", "does not stand for all");
        assertThat(identity.get(admin, "/api/identity/members/paul").body()).doesNotContain("\"id\":\"all\"");

        var yes = explain("member=paul&action=APPROVE&brand=fresh");
        assertThat(yes)
                .contains("\"allowed\":true", "\"code\":\"GRANTED\"", "\"id\":\"lead-1\"")
                .contains("Yes. paul de test may approve: as “Lead” on Alizé, by right lead-1, without end.");
        assertThat(explain("member=paul&action=READ_AUDIT&brand=fresh"))
                .contains("\"allowed\":false", "\"code\":\"NO_GRANT\"", "Compliance auditor");
        assertThat(explain("member=paul&action=APPROVE&brand=once"))
                .contains("\"allowed\":false", "\"code\":\"OTHER_SCOPE\"", "but only on Alizé");
        assertThat(identity.get(admin, "/api/identity/rights/explain?member=paul&action=APPROVE&brand=fresh&channel=")
                        .statusCode())
                .isEqualTo(422);
        var unknown = identity.get(admin, "/api/identity/rights/explain?member=paul&action=DANCE&brand=fresh");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body()).contains("READ_MENTIONS");
        assertThat(identity.get(admin, "/api/identity/rights/explain?member=nobody&action=DRAFT&brand=fresh")
                        .statusCode())
                .isEqualTo(404);
    }

    private String explain(String query) {
        return identity.get(admin, "/api/identity/rights/explain?" + query).body();
    }

    @Test
    void takesARightBackButNeverTheLastAdministrators() {
        brand("alize");
        register("short-stay");
        identity.put(
                admin,
                "/api/identity/members/short-stay/grants/cm",
                "{\"role\":\"COMMUNITY_MANAGER\",\"brand\":\"alize\"}");
        assertThat(identity.delete(admin, "/api/identity/members/short-stay/grants/cm")
                        .statusCode())
                .isEqualTo(204);
        assertThat(explain("member=short-stay&action=DRAFT&brand=alize")).contains("\"allowed\":false");

        var last = identity.delete(admin, "/api/identity/members/admin/grants/first");
        assertThat(last.statusCode()).isEqualTo(409);
        assertThat(last.body()).contains("LAST_ADMINISTRATOR");
        assertThat(entries("ActRefused", "LAST_ADMINISTRATOR")).isEqualTo(1);

        register("deputy");
        identity.put(admin, "/api/identity/members/deputy/grants/admin", "{\"role\":\"ADMIN\",\"brand\":\"*\"}");
        assertThat(identity.delete(admin, "/api/identity/members/deputy/grants/admin")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void letsAnAdministratorOfOneBrandManageThatBrandOnly() {
        brand("alize");
        brand("sirocco");
        register("visitor");
        var ofAlize = holding(TestMembers.member("ofalize", Role.ADMIN, "alize"));
        assertThat(identity.put(
                                ofAlize,
                                "/api/identity/members/visitor/grants/a",
                                "{\"role\":\"AGENCY\",\"brand\":\"alize\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(identity.put(
                                ofAlize,
                                "/api/identity/members/visitor/grants/b",
                                "{\"role\":\"AGENCY\",\"brand\":\"sirocco\"}")
                        .statusCode())
                .isEqualTo(404);
        var everywhere =
                identity.put(ofAlize, "/api/identity/members/visitor/grants/c", "{\"role\":\"ADMIN\",\"brand\":\"*\"}");
        assertThat(everywhere.statusCode()).isEqualTo(403);
        assertThat(everywhere.body()).contains("WHOLE_HOUSE_NEEDED");
        assertThat(entries("ActRefused", "member:visitor")).isEqualTo(1);
        assertThat(identity.post(ofAlize, "/api/identity/members/admin/password", "{\"password\":\"taken-over-now\"}")
                        .statusCode())
                .isEqualTo(403);
        var noAdmin = TestMembers.member("cm", Role.COMMUNITY_MANAGER, "alize");
        var refused = identity.put(noAdmin, "/api/identity/members/x", member("x"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("MANAGE_MEMBERS");
    }

    /** Whoever runs one brand may invite anybody to it, and learns of them what they do there. */
    @Test
    void opensNoDoorAndTellsNothingToTheAdministratorOfAnotherBrand() {
        brand("alize");
        brand("sirocco");
        register("federated");
        identity.put(admin, "/api/identity/members/federated/grants/far", "{\"role\":\"LEAD\",\"brand\":\"sirocco\"}");
        var ofAlize = holding(TestMembers.member("ofalize", Role.ADMIN, "alize"));
        var withPassword = member("federated").replace("}", ",\"password\":\"quite another secret 7\"}");
        var taken = identity.put(ofAlize, "/api/identity/members/federated", withPassword);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(403);
        assertThat(identity.bean(Passwords.class).exists("federated")).isFalse();
        var invited =
                identity.put(ofAlize, "/api/identity/members/invited", withPassword.replace("federated", "invited"));
        assertThat(invited.statusCode())
                .as("whoever knows the password comes in on every brand that is given later")
                .isEqualTo(403);
        assertThat(identity.get(admin, "/api/identity/members/invited").statusCode())
                .as("nothing half done")
                .isEqualTo(404);
        assertThat(identity.put(ofAlize, "/api/identity/members/invited", member("invited"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(identity.page(ofAlize, "/identity/members?new").body())
                .contains("through the company’s sign-in")
                .doesNotContain("type=\"password\"");

        assertThat(identity.put(
                                ofAlize,
                                "/api/identity/members/federated/grants/near",
                                "{\"role\":\"EMPLOYEE\",\"brand\":\"alize\"}")
                        .statusCode())
                .isEqualTo(201);
        for (var address : new String[] {"members/federated", "members/federated/grants", "members?limit=200"}) {
            assertThat(identity.get(ofAlize, "/api/identity/" + address).body())
                    .as(address)
                    .contains("\"brand\":\"alize\"")
                    .doesNotContain("sirocco");
        }
        assertThat(identity.page(ofAlize, "/identity/members/federated").body()).doesNotContain("sirocco");
        assertThat(identity.page(ofAlize, "/identity/members?limit=200").body()).doesNotContain("sirocco");
        assertThat(identity.get(admin, "/api/identity/members/federated/grants").body())
                .contains("sirocco", "alize");
    }

    @Test
    void nobodyGivesMoreThanTheyHave() {
        brand("alize");
        register("summer");
        var end = Instant.now().plus(Duration.ofDays(2));
        var forATime = holding(
                TestMembers.member("for-a-time", Locale.ENGLISH, new Grant("g", Role.ADMIN, "alize", null, null, end)));
        var grant = "/api/identity/members/summer/grants/lead";
        var forEver = identity.put(forATime, grant, "{\"role\":\"LEAD\",\"brand\":\"alize\"}");
        assertThat(forEver.statusCode()).isEqualTo(422);
        assertThat(forEver.body()).contains("nobody gives one for longer than their own");
        assertThat(identity.put(
                                forATime,
                                grant,
                                "{\"role\":\"LEAD\",\"brand\":\"alize\",\"until\":\"%s\"}"
                                        .formatted(end.minusSeconds(60)))
                        .statusCode())
                .isEqualTo(201);

        var ofOneChannel = holding(TestMembers.member(
                "ofonechannel", Locale.ENGLISH, new Grant("g", Role.ADMIN, "alize", null, "alize-blog", null)));
        assertThat(identity.put(
                                ofOneChannel,
                                "/api/identity/members/summer/grants/whole",
                                "{\"role\":\"ADMIN\",\"brand\":\"alize\"}")
                        .statusCode())
                .as("members are of the whole brand")
                .isEqualTo(403);
    }

    @Test
    void aRightThatWasWithdrawnGivesNothingMore() {
        brand("alize");
        register("bystander");
        identity.put(admin, "/api/identity/members/bystander/grants/a", "{\"role\":\"AGENCY\",\"brand\":\"alize\"}");
        var ofBrand = holding(TestMembers.member("dismissed", Role.ADMIN, "alize"));
        var ofHouse = holding(TestMembers.member("dismissed-too", Role.ADMIN, "*"));
        for (var member : List.of(ofBrand, ofHouse)) {
            var grants = "/api/identity/members/" + member.id() + "/grants/";
            assertThat(identity.delete(admin, grants + "g-" + member.id()).statusCode())
                    .isEqualTo(204);
            // Their tokens still say that they are administrators.
            var again = identity.put(member, grants + "again", "{\"role\":\"ADMIN\",\"brand\":\"alize\"}");
            assertThat(again.statusCode()).as(again.body()).isEqualTo(403);
            assertThat(identity.put(member, grants + "house", "{\"role\":\"ADMIN\",\"brand\":\"*\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(identity.submit(member, "/identity/members/bystander/grants", "role=ADMIN&brand=alize")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(identity.put(member, "/api/identity/members/a-friend", member("a-friend"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(identity.get(admin, "/api/identity/members/" + member.id())
                            .body())
                    .contains("\"grants\":[]");
        }
        assertThat(identity.post(
                                ofHouse,
                                "/api/identity/members/bystander/password",
                                "{\"password\":\"known to me 77\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(identity.post(ofHouse, "/api/identity/members/bystander/leave", "{}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(identity.put(ofHouse, "/api/identity/brands/mine", BRAND).statusCode())
                .isEqualTo(403);
        assertThat(identity.submit(ofHouse, "/identity/directory", "label=mine").statusCode())
                .isEqualTo(403);
        assertThat(identity.delete(ofHouse, "/api/identity/members/admin/grants/first")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoAdministersForATimeNowGivesNothingThatLastsLonger() {
        brand("alize");
        register("guest");
        var narrowed = holding(TestMembers.member("narrowed", Role.ADMIN, "alize"));
        assertThat(identity.delete(admin, "/api/identity/members/narrowed/grants/g-narrowed")
                        .statusCode())
                .isEqualTo(204);
        assertThat(identity.put(
                                admin,
                                "/api/identity/members/narrowed/grants/week",
                                "{\"role\":\"ADMIN\",\"brand\":\"alize\",\"until\":\"%s\"}"
                                        .formatted(Instant.now().plus(Duration.ofDays(7))))
                        .statusCode())
                .isEqualTo(201);
        assertThat(identity.put(
                                narrowed,
                                "/api/identity/members/guest/grants/ever",
                                "{\"role\":\"ADMIN\",\"brand\":\"alize\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void tellsNobodyWhetherAPasswordIsTheRightOne() {
        var first = member("settled").replace("}", ",\"password\":\"first secret of settled\"}");
        assertThat(identity.put(admin, "/api/identity/members/settled", first).statusCode())
                .isEqualTo(201);
        for (var guess : new String[] {"first secret of settled", "some other secret 12"}) {
            var again = identity.put(
                    admin, "/api/identity/members/settled", first.replace("first secret of settled", guess));
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).contains("\"passwordKept\":true");
        }
        assertThat(identity.bean(Passwords.class).matches("settled", "first secret of settled", "test"))
                .as("somebody who has a password keeps it")
                .isTrue();
    }

    @Test
    void aPageOfMembersEndsWhereTheirRightsAreMany() {
        identity.jdbc().sql("""
                        insert into member (member_id, name, email, language, theme, zone, house_language, house_zone, registered_at)
                        select 'many-' || n, 'Many ' || n, 'many-' || n || '@alize.example', 'fr', 'SYSTEM', 'Europe/Paris', 'fr',
                          'Europe/Paris', now() from generate_series(1, 150) n
                        """).update();
        identity.jdbc().sql("""
                        insert into member_grant (member_id, grant_id, role, brand_id, channel_id, until, given_by, given_at)
                        select 'many-' || n, repeat('g', 60) || g, 'LEAD', repeat('b', 64), repeat('c', 64), now(), repeat('m', 64), now()
                          from generate_series(1, 150) n, generate_series(1, 100) g
                        """).update();
        var told = new ArrayList<String>();
        var next = "";
        do {
            var answer = identity.get(admin, "/api/identity/members?q=many-&limit=200" + next);
            assertThat(answer.body().length()).isLessThan(2_500_000);
            var page = new JsonMapper().readTree(answer.body());
            page.at("/items").forEach(one -> {
                told.add(one.at("/id").asString());
                assertThat(one.at("/grants")).hasSize(100);
            });
            next = page.at("/next").isString() ? "&after=" + page.at("/next").asString() : null;
        } while (next != null);
        assertThat(told).as("none is lost and none comes twice").hasSize(150).doesNotHaveDuplicates();
        identity.jdbc()
                .sql("delete from member_grant where member_id like 'many-%'")
                .update();
        identity.jdbc().sql("delete from member where member_id like 'many-%'").update();
    }

    @Test
    void showsColleaguesOnOnesBrandsAndNobodyElse() {
        brand("alize");
        brand("sirocco");
        register("here");
        register("there");
        identity.put(admin, "/api/identity/members/here/grants/g", "{\"role\":\"LEAD\",\"brand\":\"alize\"}");
        identity.put(admin, "/api/identity/members/there/grants/g", "{\"role\":\"LEAD\",\"brand\":\"sirocco\"}");
        var manager = TestMembers.member("here", Role.COMMUNITY_MANAGER, "alize");
        var list = identity.get(manager, "/api/identity/members?limit=200").body();
        assertThat(list).contains("\"id\":\"here\"").doesNotContain("\"id\":\"there\"");
        assertThat(identity.get(manager, "/api/identity/members/there").statusCode())
                .isEqualTo(404);
        assertThat(identity.get(manager, "/api/identity/rights/explain?member=there&action=DRAFT&brand=sirocco")
                        .statusCode())
                .isEqualTo(404);
        assertThat(identity.page(manager, "/identity/members/there").statusCode())
                .isEqualTo(404);

        register("both");
        identity.put(admin, "/api/identity/members/both/grants/g1", "{\"role\":\"AGENCY\",\"brand\":\"alize\"}");
        identity.put(admin, "/api/identity/members/both/grants/g2", "{\"role\":\"LEAD\",\"brand\":\"sirocco\"}");
        var ask = "/api/identity/rights/explain?member=both&action=APPROVE&brand=";
        assertThat(identity.get(manager, ask + "alize").body())
                .contains("\"allowed\":false")
                .doesNotContain("irocco", "g2");
        for (var foreign : List.of("sirocco", "nowhere")) {
            assertThat(identity.get(manager, ask + foreign).statusCode())
                    .as(foreign)
                    .isEqualTo(404);
        }
    }

    @Test
    void showsATokenOnceAndKeepsOnlyItsDigest() {
        register("scripter");
        var scripter = TestMembers.member("scripter", Role.LEAD, "alize");
        var made = identity.post(scripter, "/api/identity/tokens", "{\"label\":\"import\",\"days\":7}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
        var token = made.body().replaceFirst("(?s).*\"token\":\"(pvs_[^\"]+)\".*", "$1");
        var id = made.body().replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        assertThat(identity.get(scripter, "/api/identity/tokens").body())
                .contains("import", id)
                .doesNotContain(token);
        assertThat(identity.jdbc()
                        .sql("select count(*) from token_secret where encode(digest, 'escape') like '%pvs_%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(identity.delete(scripter, "/api/identity/tokens/" + id).statusCode())
                .isEqualTo(204);
        assertThat(identity.delete(TestMembers.member("other", Role.LEAD, "alize"), "/api/identity/tokens/" + id)
                        .statusCode())
                .isEqualTo(404);
        assertThat(identity.get(scripter, "/api/identity/tokens").body()).contains("revokedAt\":\"20");
        identity.jdbc().sql("""
                        insert into token (token_id, member_id, issued_at, issued_by, until, revoked_at)
                        select 'spent-' || n, :member, now() + interval '1 hour', :member, now() + interval '1 day', now()
                          from generate_series(1, 250) n
                        """).param("member", scripter.id()).update();
        identity.jdbc().sql("""
                        insert into token (token_id, member_id, issued_at, issued_by, until)
                        values ('old-and-good', :member, now() - interval '300 days', :member, now() + interval '1 day')
                        """).param("member", scripter.id()).update();
        assertThat(identity.get(scripter, "/api/identity/tokens").body())
                .as("what counts is listed, however many were made and ended since")
                .contains("old-and-good");
        identity.jdbc()
                .sql("delete from token where token_id like 'spent-%' or token_id = 'old-and-good'")
                .update();
        assertThat(identity.post(scripter, "/api/identity/tokens", "{\"days\":4000}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void makesTokensForTheCommandLineThatCanReadTheSecret() throws Exception {
        register("operator");
        var home = identity.bean(Environment.class).getRequiredProperty("parvis.home");
        var secret =
                Files.readString(Path.of(home, "keys", "parvis-local.secret")).strip();
        var body = "{\"member\":\"operator\",\"days\":3}";
        assertThat(identity.send(
                                null, "POST", "/internal/identity/tokens", body, Map.of("X-Parvis-Local", secret + "x"))
                        .statusCode())
                .isEqualTo(401);
        var made = identity.send(null, "POST", "/internal/identity/tokens", body, Map.of("X-Parvis-Local", secret));
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).contains("\"token\":\"pvs_");
        assertThat(identity.send(
                                null,
                                "POST",
                                "/internal/identity/tokens",
                                body.replace("operator", "nobody-here"),
                                Map.of("X-Parvis-Local", secret))
                        .statusCode())
                .isEqualTo(404);
        assertThat(identity.bean(LocalTokens.class)).isNotNull();
    }

    @Test
    void beginsWithOneAdministratorWhosePasswordIsHandedOverOnce() {
        var bootstrap = identity.bean(IdentityBootstrap.class);
        var password = bootstrap.firstPassword();
        assertThat(password).isPresent();
        assertThat(password.get()).matches("[a-z2-9]{5}(-[a-z2-9]{5}){3}");
        assertThat(entries("MemberRegistered", "\"admin\"")).isEqualTo(1);
        assertThat(entries("GrantGiven", "\"grantId\":\"first\"")).isEqualTo(1);
        bootstrap.firstPasswordHandedOver();
        assertThat(bootstrap.firstPassword()).isEmpty();
    }

    @Test
    void remembersPreferencesAndGoesBackOnlyToPagesOfOurs() {
        register("chooser");
        var chooser = TestMembers.member("chooser", Role.LEAD, "alize");
        var answer = identity.submit(chooser, "/identity/preferences", "language=en&back=%2Fcrm%2Finbox");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/crm/inbox");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("parvis_changed=chooser/en/SYSTEM"));
        assertThat(identity.submit(chooser, "/identity/preferences", "theme=DARK&back=%2F%2Fevil.example")
                        .headers()
                        .firstValue("Location"))
                .hasValue("/identity/preferences");
        assertThat(identity.get(chooser, "/api/identity/preferences").body())
                .contains("\"language\":\"en\"", "\"theme\":\"DARK\"", "\"zone\":\"Europe/Paris\"");
        assertThat(entries("PreferencesChosen", "chooser")).isEqualTo(2);
        identity.submit(chooser, "/identity/preferences", "theme=DARK");
        assertThat(entries("PreferencesChosen", "chooser")).isEqualTo(2);
    }

    @Test
    void changesAPasswordOnlyForWhoKnowsTheOldOne() {
        assertThat(identity.put(
                                admin,
                                "/api/identity/members/pw",
                                member("pw").replace("}", ",\"password\":\"first secret\"}"))
                        .statusCode())
                .isEqualTo(201);
        var pw = TestMembers.member("pw", Role.LEAD, "alize");
        var wrong = identity.submit(pw, "/identity/preferences/password", "current=nope&password=second+secret");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("This is not your present password");
        assertThat(identity.submit(pw, "/identity/preferences/password", "current=first+secret&password=second+secret")
                        .statusCode())
                .isEqualTo(302);
        assertThat(entries("PasswordChanged", "\"pw\"")).isEqualTo(2);
        assertThat(entries("PasswordChanged", "secret")).isZero();
    }

    @Test
    void showsItsPagesInBothLanguages() {
        brand("alize");
        register("on-page");
        identity.put(admin, "/api/identity/members/on-page/grants/g", "{\"role\":\"LEAD\",\"brand\":\"alize\"}");
        var french = TestMembers.member("admin", Locale.FRENCH, new Grant("g", Role.ADMIN, "*", null, null, null));
        for (var path : new String[] {
            "/identity/members",
            "/identity/members?new",
            "/identity/members/on-page",
            "/identity/brands",
            "/identity/brands?new",
            "/identity/brands/alize",
            "/identity/tokens",
            "/identity/preferences"
        }) {
            for (var reader : new Actor[] {admin, french}) {
                var page = identity.page(reader, path);
                assertThat(page.statusCode()).as(path + page.body()).isEqualTo(200);
                assertThat(page.body()).as(path).contains("<h1").doesNotContain("??");
            }
        }
        assertThat(identity.page(french, "/identity/members/on-page").body())
                .contains("Ce qui lui est permis", "Responsable");
        assertThat(identity.fragment(french, "/identity/members/on-page/explain?action=APPROVE&brand=alize&channel=")
                        .body())
                .contains("Oui. on-page de test peut")
                .doesNotContain("<html");
        var made = identity.submit(admin, "/identity/tokens", "label=page&days=7");
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).contains("pvs_");
        var wrong = identity.submit(admin, "/identity/members", "id=Wrong+Id&name=x&email=x%40y&language=fr&zone=UTC");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Use 1 to 64 lower-case letters");
    }

    @Test
    void startsAgainWithoutItsFirstAdministrator() {
        try (var first = RunningService.start(IdentityApplication.class)) {
            assertThat(first.put(admin, "/api/identity/members/second", member("second"))
                            .statusCode())
                    .isEqualTo(201);
            first.put(admin, "/api/identity/members/second/grants/house", "{\"role\":\"ADMIN\",\"brand\":\"*\"}");
            first.caughtUp();
            assertThat(first.post(admin, "/api/identity/members/admin/leave", "{}")
                            .statusCode())
                    .isEqualTo(204);
            var home = first.bean(Environment.class).getRequiredProperty("parvis.home");
            try (var again = RunningService.start(
                    IdentityApplication.class, Map.of("parvis.home", home), shared -> {}, first.database())) {
                assertThat(again.get(admin, "/api/identity/members/admin").body())
                        .contains("\"leftAt\":\"20");
                assertThat(again.bean(Passwords.class).exists("admin")).isFalse();
            }
        }
    }
}
