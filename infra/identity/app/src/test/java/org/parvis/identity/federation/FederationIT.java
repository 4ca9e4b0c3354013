package org.parvis.identity.federation;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.IdentityApplication;
import org.parvis.identity.PlainBrowser;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;

/** Sign-in through a company's service, with all that can come back wrong. */
class FederationIT {

    private static final String HOUSE = "http://localhost:8080";
    private static final String NEXT =
            "/oauth2/authorize?response_type=code&client_id=parvis-gateway&scope=openid&nonce=n1"
                    + "&state=state-1&redirect_uri=" + encoded(HOUSE + "/login/oauth2/code/parvis")
                    + "&code_challenge_method=S256&code_challenge=" + TestCompany.challenge("v".repeat(50));

    private static final TestCompany company = new TestCompany();
    private static final Actor ADMIN = TestMembers.member("admin", Role.ADMIN, "*");
    private static RunningService identity;

    @BeforeAll
    static void start() {
        identity = RunningService.start(
                IdentityApplication.class,
                Map.of(
                        "parvis.identity.issuer",
                        HOUSE,
                        "parvis.federation.issuer",
                        company.issuer(),
                        "parvis.federation.client-id",
                        TestCompany.CLIENT,
                        "parvis.federation.client-secret",
                        TestCompany.SECRET,
                        "parvis.federation.name",
                        "Hélianthe",
                        "parvis.federation.groups",
                        "moderators=COMMUNITY_MANAGER@alize, leads=LEAD@alize, ghosts=LEAD@no-such-brand",
                        "parvis.federation.local-passwords",
                        "false",
                        "PARVIS_ADMIN_PASSWORD",
                        "break the glass"),
                shared -> {});
        identity.put(
                ADMIN,
                "/api/identity/brands/alize",
                "{\"name\":\"Alizé\",\"country\":\"FR\",\"languages\":[\"fr\"],\"zone\":\"Europe/Paris\"}");
    }

    @AfterAll
    static void stop() {
        identity.close();
        company.close();
    }

    @BeforeEach
    void honest() {
        company.lie = UnaryOperator.identity();
        company.unsigned = false;
        company.person.clear();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static final class Browser extends PlainBrowser {

        Browser() {
            super(identity, Map.of("Accept-Language", "en", "User-Agent", "Firefox/140 Linux"));
        }

        String away() {
            var away = get("/login/company?next=" + encoded(NEXT));
            assertThat(away.statusCode()).as(away.body()).isEqualTo(302);
            return location(away);
        }

        /** The whole way to the code for the gateway. */
        HttpResponse<String> signIn() {
            return get("/login/company/back?" + company.signIn(away()));
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static void is(String subject, String name, String... groups) {
        company.person.putAll(Map.of(
                "sub",
                subject,
                "preferred_username",
                name,
                "name",
                name + " Durand",
                "email",
                name + "@helianthe.example",
                "email_verified",
                true,
                "locale",
                "fr",
                "sid",
                "sid-" + subject,
                "groups",
                List.of(groups)));
    }

    private static void refused(HttpResponse<String> answer, String why, Browser browser) {
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).startsWith("/login?company=" + why);
        assertThat(browser.cookies).doesNotContainKeys("parvis_signin", "parvis_company");
    }

    private static long entries(String type, String part) {
        return identity.jdbc()
                .sql(
                        "select count(*) from ledger.entry where event_type like ? and convert_from(payload, 'UTF8') like ?")
                .params("%." + type, "%" + part + "%")
                .query(Long.class)
                .single();
    }

    private static String grants(String member) {
        return identity.get(ADMIN, "/api/identity/members/" + member + "/grants")
                .body();
    }

    @Test
    void sendsPeopleAwayWithProofKeyStateAndNonce() {
        var browser = new Browser();
        var page = browser.get("/login?next=" + encoded(NEXT));
        assertThat(page.body()).contains("Sign in with Hélianthe", "for emergencies only");
        var asked = TestCompany.query(browser.away().replaceFirst("^[^?]*\\?", ""));
        assertThat(asked)
                .containsEntry("client_id", TestCompany.CLIENT)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", HOUSE + "/login/company/back")
                .containsEntry("scope", "openid profile email");
        assertThat(asked.get("state")).hasSizeGreaterThan(40).isNotEqualTo(asked.get("nonce"));
        assertThat(asked.get("code_challenge")).hasSize(43);
    }

    @Test
    void makesAMemberAtTheFirstSignInAndKnowsThemAgain() {
        is("u-1", "Mia.Modérat", "moderators");
        var browser = new Browser();
        var in = browser.signIn();
        assertThat(location(in)).isEqualTo(NEXT);
        var back = browser.get(NEXT);
        assertThat(location(back)).startsWith(HOUSE + "/login/oauth2/code/parvis?code=");
        assertThat(identity.get(ADMIN, "/api/identity/members/mia-mod-rat").body())
                .contains("Mia.Modérat Durand", "\"language\":\"fr\"");
        assertThat(entries("MemberRegistered", "mia-mod-rat")).isEqualTo(1);
        assertThat(entries("MemberLinked", "mia-mod-rat")).isEqualTo(1);
        assertThat(entries("MemberLinked", "u-1")).isZero();
        assertThat(grants("mia-mod-rat")).contains("company-community-manager-on-alize", "identity.federation");
        assertThat(location(new Browser().signIn())).isEqualTo(NEXT);
        assertThat(entries("MemberRegistered", "mia-mod-rat")).isEqualTo(1);
    }

    private List<HttpResponse<String>> allAtOnce(int many) throws Exception {
        var browsers = IntStream.range(0, many).mapToObj(i -> new Browser()).toList();
        var backs = browsers.stream().map(b -> company.signIn(b.away())).toList();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, many)
                    .mapToObj(i -> pool.submit(() -> browsers.get(i).get("/login/company/back?" + backs.get(i))))
                    .toList();
            var answers = new ArrayList<HttpResponse<String>>();
            for (var one : asked) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    @Test
    void linksOneOfSeveralAccountsWithTheSameAddress() throws Exception {
        identity.put(
                ADMIN,
                "/api/identity/members/shared",
                "{\"name\":\"Shared\",\"email\":\"shared@helianthe.example\",\"language\":\"fr\",\"zone\":\"Europe/Paris\"}");
        is("any", "shared");
        var account = new AtomicInteger();
        company.lie = claims -> claims.subject("same-address-" + account.incrementAndGet());
        var answers = allAtOnce(8);
        assertThat(answers).filteredOn(a -> location(a).equals(NEXT)).hasSize(1);
        assertThat(answers)
                .filteredOn(a -> location(a).startsWith("/login?company=ADDRESS_TAKEN"))
                .hasSize(7);
        assertThat(entries("MemberLinked", "shared")).isEqualTo(1);
    }

    @Test
    void letsOnePersonInWithManyTabs() throws Exception {
        is("u-tabs", "tabitha", "moderators");
        assertThat(allAtOnce(10))
                .allMatch(a -> a.statusCode() == 302 && location(a).equals(NEXT));
        assertThat(entries("MemberRegistered", "tabitha")).isEqualTo(1);
        assertThat(entries("MemberLinked", "tabitha")).isEqualTo(1);
    }

    @Test
    void takesAListForNoAddress() {
        is("u-list", "listed");
        company.person.put("email", List.of("listed@helianthe.example"));
        var browser = new Browser();
        refused(browser.signIn(), "NO_ADDRESS", browser);
    }

    @Test
    void followsGroupsAtEachSignInAndLeavesWhatWasGivenByHand() {
        is("u-2", "rosa", "moderators", "ghosts");
        new Browser().signIn();
        identity.put(ADMIN, "/api/identity/members/rosa/grants/by-hand", "{\"role\":\"AUDITOR\",\"brand\":\"alize\"}");
        assertThat(grants("rosa"))
                .contains("company-community-manager-on-alize", "by-hand")
                .doesNotContain("no-such-brand");
        is("u-2", "rosa", "/leads");
        new Browser().signIn();
        assertThat(grants("rosa"))
                .contains("company-lead-on-alize", "by-hand")
                .doesNotContain("company-community-manager-on-alize");
        is("u-2", "rosa");
        new Browser().signIn();
        assertThat(grants("rosa")).contains("by-hand").doesNotContain("company-");
    }

    /** What an answer can be that must not be believed. */
    enum Lie {
        OTHER_NONCE,
        NO_NONCE,
        OTHER_AUDIENCE,
        OTHER_ISSUER,
        EXPIRED,
        UNSIGNED,
        OTHER_KEY
    }

    @ParameterizedTest
    @EnumSource
    void believesNoFalseIdToken(Lie lie) {
        is("u-liar-" + lie, "liar-" + lie);
        company.unsigned = lie == Lie.UNSIGNED;
        company.signingKey = lie == Lie.OTHER_KEY ? TestCompany.newKey() : company.signingKey;
        company.lie = claims -> switch (lie) {
            case OTHER_NONCE -> claims.claim("nonce", "of another sign-in");
            case NO_NONCE -> claims.claim("nonce", null);
            case OTHER_AUDIENCE -> claims.audience("another-client");
            case OTHER_ISSUER -> claims.issuer("https://login.evil.example");
            case EXPIRED -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600)));
            case UNSIGNED, OTHER_KEY -> claims;
        };
        var browser = new Browser();
        refused(browser.signIn(), "BROKEN", browser);
        assertThat(entries("MemberRegistered", "liar")).isZero();
        company.signingKey = company.key;
    }

    @Test
    void takesAnAnswerOnceInTheBrowserThatAsked() {
        is("u-3", "theo");
        var attacker = new Browser();
        var answer = company.signIn(attacker.away());
        var victim = new Browser();
        victim.away();
        refused(victim.get("/login/company/back?" + answer), "TOO_OLD", victim);
        assertThat(location(attacker.get("/login/company/back?" + answer))).isEqualTo(NEXT);
        refused(attacker.get("/login/company/back?" + answer), "TOO_OLD", new Browser());

        // The code of another sign-in of the same browser: its proof key does not fit.
        var mixed = new Browser();
        var first = company.signIn(mixed.away());
        var second = TestCompany.query(mixed.away().replaceFirst("^[^?]*\\?", ""));
        refused(
                mixed.get("/login/company/back?" + first.replaceFirst("state=[^&]*", "state=" + second.get("state"))),
                "BROKEN",
                mixed);
        var other = new Browser();
        refused(
                other.get("/login/company/back?"
                        + company.signIn(other.away()).replace(company.issuer(), "https://login.evil.example")),
                "BROKEN",
                other);
        var denied = new Browser();
        var state =
                TestCompany.query(denied.away().replaceFirst("^[^?]*\\?", "")).get("state");
        refused(denied.get("/login/company/back?error=access_denied&state=" + state), "DENIED", denied);
        assertThat(new Browser()
                        .get("/login?company=DENIED&next=" + encoded(NEXT))
                        .body())
                .contains("did not let you through");
    }

    @Test
    void linksAMemberByAnAddressTheCompanyVouchesForAndNobodyElse() {
        identity.put(ADMIN, "/api/identity/members/lea", """
                {"name":"Léa","email":"lea@helianthe.example","language":"fr","zone":"Europe/Paris"}""");
        is("u-4", "lea");
        company.person.put("email_verified", false);
        var unverified = new Browser();
        refused(unverified.signIn(), "ADDRESS_TAKEN", unverified);
        company.person.put("email_verified", true);
        assertThat(location(new Browser().signIn())).isEqualTo(NEXT);
        assertThat(entries("MemberLinked", "\"lea\"")).isEqualTo(1);
        // A second person of the company cannot become the same member, and nobody becomes the break-glass one.
        company.person.put("sub", "u-5");
        var second = new Browser();
        refused(second.signIn(), "ADDRESS_TAKEN", second);
        is("u-6", "boss");
        company.person.put("email", "admin@localhost");
        var boss = new Browser();
        refused(boss.signIn(), "ADDRESS_TAKEN", boss);
    }

    @Test
    void letsNobodyInWhoLeft() {
        is("u-7", "paul");
        new Browser().signIn();
        assertThat(identity.post(ADMIN, "/api/identity/members/paul/leave", "{}")
                        .statusCode())
                .isEqualTo(204);
        var browser = new Browser();
        refused(browser.signIn(), "LEFT", browser);
    }

    @Test
    void takesPasswordsOfTheBreakGlassMemberOnly() {
        identity.put(ADMIN, "/api/identity/members/ada", """
                {"name":"Ada","email":"ada@helianthe.example","language":"en","zone":"Europe/Paris","password":"secret of ada"}""");
        assertThat(withPassword("ada", "secret of ada")).isEqualTo(401);
        assertThat(withPassword("admin", "break the glass")).isEqualTo(302);
    }

    private static int withPassword(String name, String password) {
        var browser = new Browser();
        var page = browser.get("/login?next=" + encoded(NEXT)).body();
        var csrf = page.replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        return browser.send(
                        "POST",
                        "/login",
                        "name=" + name + "&password=" + encoded(password) + "&next=" + encoded(NEXT) + "&_csrf="
                                + encoded(csrf))
                .statusCode();
    }

    @Test
    void endsTheSessionsThatTheCompanyEnds() {
        is("u-8", "hugo");
        var here = new Browser();
        here.signIn();
        here.get(NEXT);
        company.person.put("sid", "another-sid");
        var there = new Browser();
        there.signIn();
        there.get(NEXT);
        assertThat(sessions("hugo")).isEqualTo(2);
        var one = company.logoutToken(c -> c.subject("u-8").claim("sid", "sid-u-8"));
        var ended = logout(one);
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ended.headers().allValues("X-Parvis-Session-Renew")).hasSize(1);
        assertThat(sessions("hugo")).isEqualTo(1);
        assertThat(entries("SessionEnded", "SIGNED_OUT_AT_COMPANY")).isPositive();
        // The same token again counts for nothing.
        assertThat(logout(one).statusCode()).isEqualTo(400);
        assertThat(logout(company.logoutToken(c -> c.subject("u-8"))).statusCode())
                .isEqualTo(200);
        assertThat(sessions("hugo")).isZero();
    }

    @Test
    void endsNothingForAFalseLogoutToken() {
        is("u-9", "jean");
        var browser = new Browser();
        browser.signIn();
        browser.get(NEXT);
        var lies = List.<UnaryOperator<JWTClaimsSet.Builder>>of(
                c -> c.subject("u-9").issuer("https://login.evil.example"),
                c -> c.subject("u-9").audience("another-client"),
                c -> c.subject("u-9").expirationTime(Date.from(Instant.now().minusSeconds(600))),
                c -> c.subject("u-9").issueTime(Date.from(Instant.now().minusSeconds(600))),
                c -> c.subject("u-9").issueTime(null),
                c -> c.subject("u-9")
                        .issueTime(null)
                        .expirationTime(Date.from(Instant.now().plusSeconds(30))),
                c -> c.subject("u-9").jwtID("a\0b"),
                c -> c.claim("sid", "a\0b"),
                c -> c.subject("u-9").claim("nonce", "n"),
                c -> c.subject("u-9").claim("events", Map.of("http://other", Map.of())),
                c -> c.subject("u-9").claim("events", null),
                c -> c.subject("u-9").jwtID(null),
                c -> c);
        for (var lie : lies) {
            assertThat(logout(company.logoutToken(lie)).statusCode())
                    .as("lie %s", lies.indexOf(lie))
                    .isEqualTo(400);
        }
        var claims = new JWTClaimsSet.Builder()
                .issuer(company.issuer())
                .subject("u-9")
                .build();
        assertThat(logout(new PlainJWT(claims).serialize()).statusCode()).isEqualTo(400);
        assertThat(logout("").statusCode()).isEqualTo(400);
        assertThat(logout("x.y.z").statusCode()).isEqualTo(400);
        assertThat(sessions("jean")).isEqualTo(1);
    }

    private static HttpResponse<String> logout(String token) {
        return identity.send(
                null,
                "POST",
                "/login/company/logout",
                "logout_token=" + encoded(token),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    private static int sessions(String member) {
        return identity.jdbc()
                .sql("select count(*) from browser_session where member_id = ?")
                .param(member)
                .query(Integer.class)
                .single();
    }

    @Test
    void showsAdministratorsWhatIsSet() {
        var page = identity.page(ADMIN, "/identity/company").body();
        assertThat(page)
                .contains(
                        company.issuer(), HOUSE + "/login/company/back", HOUSE + "/login/company/logout", "moderators")
                .doesNotContain(TestCompany.SECRET);
        var other = TestMembers.member("lead", Role.LEAD, "alize");
        assertThat(identity.page(other, "/identity/company").statusCode()).isEqualTo(403);
        assertThat(page).contains("only for admin");
    }
}
