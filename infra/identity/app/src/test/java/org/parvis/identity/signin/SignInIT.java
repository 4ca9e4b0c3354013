package org.parvis.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.IdentityApplication;
import org.parvis.identity.PlainBrowser;
import org.parvis.identity.api.Role;
import org.parvis.identity.api.SessionEnd;
import org.parvis.identity.member.MemberDesk;
import org.parvis.identity.password.Passwords;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.session.SessionDesk;
import org.springframework.core.env.Environment;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The door and the issuer, as a browser and the gateway meet them. */
class SignInIT {

    private static final String ISSUER = "http://localhost:8080";
    private static final String BACK = ISSUER + "/login/oauth2/code/parvis";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    private static final JsonMapper JSON = new JsonMapper();

    private static final MovableClock clock = new MovableClock();
    private static final Actor ADMIN = TestMembers.member("admin", Role.ADMIN, "*");
    private static RunningService identity;
    private static int addresses;

    @BeforeAll
    static void start() {
        identity = RunningService.start(
                IdentityApplication.class,
                Map.of("parvis.identity.issuer", ISSUER),
                shared -> shared.registerBean(Clock.class, () -> clock));
        identity.put(
                ADMIN,
                "/api/identity/brands/alize",
                "{\"name\":\"Alizé\",\"country\":\"FR\",\"languages\":[\"fr\"],\"zone\":\"Europe/Paris\"}");
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    // ---- what a browser does

    /** Comes from an address of its own. */
    private static final class Browser extends PlainBrowser {

        Browser() {
            this("203.0.113." + ++addresses);
        }

        Browser(String address) {
            super(identity, Map.of("Accept-Language", "fr", "X-Forwarded-For", address));
        }

        HttpResponse<String> post(String path, Map<String, String> form) {
            return send("POST", path, encoded(form));
        }

        HttpResponse<String> signIn(String name, String password) {
            var page = get("/login?next=" + encoded(authorize("state-1")));
            assertThat(page.statusCode()).isEqualTo(200);
            return post(
                    "/login",
                    Map.of(
                            "name",
                            name,
                            "password",
                            password,
                            "next",
                            authorize("state-1"),
                            "_csrf",
                            field(page.body(), "_csrf")));
        }

        /** The code at the end of a whole sign-in. */
        String code(String name, String password) {
            assertThat(signIn(name, password).statusCode()).isEqualTo(302);
            var back = get(authorize("state-1"));
            return code(back);
        }

        static String code(HttpResponse<String> back) {
            assertThat(back.statusCode()).as(back.body()).isEqualTo(302);
            var location = back.headers().firstValue("Location").orElseThrow();
            assertThat(location).startsWith(BACK + "?code=").endsWith("&state=state-1");
            return location.replaceFirst(".*[?&]code=([^&]+).*", "$1");
        }
    }

    private static String authorize(String state) {
        return "/oauth2/authorize?response_type=code&client_id=parvis-gateway&scope=openid&nonce=n1&state="
                + state
                + "&redirect_uri="
                + encoded(BACK)
                + "&code_challenge_method=S256&code_challenge="
                + challenge();
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(Map<String, String> form) {
        return String.join(
                "&",
                form.entrySet().stream()
                        .map(f -> f.getKey() + "=" + encoded(f.getValue()))
                        .toList());
    }

    private static String field(String page, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as("field " + name + " in " + page).isTrue();
        return found.group(1);
    }

    // ---- what the gateway does

    private static HttpResponse<String> token(RunningService at, Map<String, String> form) {
        return token(at, form, secret());
    }

    private static HttpResponse<String> token(RunningService at, Map<String, String> form, String secret) {
        var basic = Base64.getEncoder().encodeToString(("parvis-gateway:" + secret).getBytes(StandardCharsets.UTF_8));
        return at.send(
                null,
                "POST",
                "/oauth2/token",
                encoded(form),
                Map.of("Authorization", "Basic " + basic, "Content-Type", "application/x-www-form-urlencoded"));
    }

    private static Map<String, String> codeForm(String code) {
        return Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", BACK, "code_verifier", VERIFIER);
    }

    private static Map<String, String> refreshForm(String token) {
        return Map.of("grant_type", "refresh_token", "refresh_token", token);
    }

    private static Map<String, String> exchangeForm(String token) {
        return Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token", token,
                "subject_token_type", "urn:parvis:token-type:personal-access-token");
    }

    private static String home() {
        return identity.bean(Environment.class).getRequiredProperty("parvis.home");
    }

    private static String secret() {
        try {
            return Files.readString(Path.of(home(), "keys", "parvis-gateway.secret"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String error(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
        return answer.body().isEmpty()
                ? ""
                : JSON.readTree(answer.body()).path("error").asString("");
    }

    private static SignedJWT verified(String token) throws Exception {
        var keys = JWKSet.parse(
                identity.send(null, "GET", "/oauth2/jwks", null, Map.of()).body());
        var jwt = SignedJWT.parse(token);
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))).isTrue();
        return jwt;
    }

    private static void person(String id) {
        var answer = identity.put(ADMIN, "/api/identity/members/" + id, """
                {"name":"%1$s Durand","email":"%1$s@alize.example","language":"fr","zone":"Europe/Paris","password":"secret of %1$s"}""".formatted(id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        identity.put(
                ADMIN,
                "/api/identity/members/" + id + "/grants/cm",
                "{\"role\":\"COMMUNITY_MANAGER\",\"brand\":\"alize\"}");
        RunningService.eventually(() -> assertThat(
                        identity.get(ADMIN, "/api/identity/members/" + id).body())
                .contains("\"id\":\"cm\""));
    }

    @Test
    void letsAMemberInAndVouchesForThemToTheGateway() throws Exception {
        person("ines");
        var browser = new Browser();
        var toDoor = browser.get(authorize("state-1"));
        assertThat(toDoor.statusCode()).isEqualTo(302);
        var door = toDoor.headers().firstValue("Location").orElseThrow();
        assertThat(door).startsWith("/login?next=");
        assertThat(URLDecoder.decode(door, StandardCharsets.UTF_8)).contains("state=state-1");
        var page = browser.get(door);
        assertThat(page.body()).contains("<html", "lang=\"fr\"", "Se connecter", "autocomplete=\"current-password\"");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");

        // By address, in whatever case, as well as by id.
        var code = browser.code("  INES@alize.example ", "secret of ines");
        assertThat(browser.cookies).doesNotContainKey("parvis_signin");
        var tokens = json(token(identity, codeForm(code)));

        var access = verified(tokens.path("access_token").asString());
        var claims = access.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("ines");
        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getAudience()).containsExactly("parvis");
        assertThat(claims.getStringClaim("name")).isEqualTo("ines Durand");
        assertThat(claims.getStringClaim("locale")).isEqualTo("fr");
        assertThat(claims.getStringClaim("zone")).isEqualTo("Europe/Paris");
        assertThat(claims.getStringClaim("theme")).isEqualTo("SYSTEM");
        assertThat(claims.getClaim("grants").toString()).isEqualTo("[{id=cm, role=COMMUNITY_MANAGER, brand=alize}]");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(5));
        var id = verified(tokens.path("id_token").asString()).getJWTClaimsSet();
        assertThat(id.getStringClaim("nonce")).isEqualTo("n1");
        assertThat(id.getClaims()).doesNotContainKey("grants");
    }

    @Test
    void saysTheSameForAWrongPasswordAndForNobody() {
        person("theo");
        var wrong = new Browser().signIn("theo", "not theirs");
        var nobody = new Browser().signIn("nobody-at-all", "not theirs");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("ne vont pas ensemble").contains("value=\"theo\"");
        assertThat(nobody.body()).contains("ne vont pas ensemble");
        assertThat(new Browser().signIn("", "").statusCode()).isEqualTo(401);
        assertThat(new Browser().signIn("theo", "x".repeat(5_000)).statusCode()).isEqualTo(401);
    }

    @Test
    void letsAMemberWaitAfterFiveWrongTriesFromWhereverTheyCome() {
        person("malik");
        for (var i = 0; i < 5; i++) {
            // Each from another address, once by id and once by e-mail address: it is one account.
            var name = i % 2 == 0 ? "malik" : "Malik@alize.example";
            assertThat(new Browser().signIn(name, "wrong " + i).statusCode()).isEqualTo(401);
        }
        var right = new Browser().signIn("malik", "secret of malik");
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.headers().firstValue("Retry-After")).isPresent();
        assertThat(right.body()).contains("Trop d’essais", "15 minutes");
        clock.moveOn(Duration.ofMinutes(16));
        assertThat(new Browser().signIn("malik", "secret of malik").statusCode())
                .isEqualTo(302);
    }

    @Test
    void letsAnAddressWaitAfterFiveWrongTriesWhateverNamesItTries() {
        person("lea");
        var prowler = new Browser("2001:db8:77:1::1");
        for (var i = 0; i < 5; i++) {
            assertThat(prowler.signIn("somebody-" + i, "wrong").statusCode()).isEqualTo(401);
        }
        for (var i = 0; i < 6; i++) {
            assertThat(prowler.signIn("lea", "secret of lea").statusCode())
                    .as("waits, and does not count against lea")
                    .isEqualTo(429);
        }
        // The same household with another of its addresses.
        assertThat(new Browser("2001:db8:77:1:9:9:9:9")
                        .signIn("lea", "secret of lea")
                        .statusCode())
                .isEqualTo(429);
        assertThat(new Browser("2001:db8:77:2::1")
                        .signIn("lea", "secret of lea")
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void countsTriesThatComeAllAtOnce() throws Exception {
        person("hugo");
        var ready = IntStream.range(0, 20).mapToObj(i -> new Browser()).toList();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = ready.stream()
                    .map(b ->
                            (Callable<Integer>) () -> b.signIn("hugo", "wrong").statusCode())
                    .toList();
            var answers = pool.invokeAll(tries).stream().map(f -> f.resultNow()).toList();
            assertThat(answers).filteredOn(status -> status == 401).hasSize(5);
            assertThat(answers).filteredOn(status -> status == 429).hasSize(15);
        }
    }

    /** Who knew the old password and is still at it when the member has changed it is too late. */
    @Test
    void aChangeOfPasswordThatIsUnderWayDoesNotWinOverOneThatWasMade() {
        person("yann");
        var yann = TestMembers.member("yann", Role.COMMUNITY_MANAGER, "alize");
        var looked =
                identity.bean(Passwords.class).fitting("yann", "secret of yann").orElseThrow();
        assertThat(identity.submit(
                                yann,
                                "/identity/preferences/password",
                                "current=secret+of+yann&password=the+owner+chose+99")
                        .statusCode())
                .isEqualTo(302);
        var entries =
                "select count(*) from ledger.entry where event_type like '%PasswordChanged' and aggregate_id like '%yann%'";
        var before = identity.jdbc().sql(entries).query(Long.class).single();
        assertThat(identity.bean(MemberDesk.class).changePassword(yann, looked, "somebody else chose 99"))
                .isFalse();
        assertThat(identity.jdbc().sql(entries).query(Long.class).single()).isEqualTo(before);
        assertThat(new Browser().signIn("yann", "somebody else chose 99").statusCode())
                .isEqualTo(401);
        assertThat(new Browser().signIn("yann", "the owner chose 99").statusCode())
                .isEqualTo(302);
    }

    /** A name is enough to try passwords at the door, so what comes of it must not reach whoever is in already. */
    @Test
    void letsNobodyAtTheDoorLockTheMembersOwnPages() {
        person("sonia");
        var sonia = TestMembers.member("sonia", Role.COMMUNITY_MANAGER, "alize");
        for (var i = 0; i < 6; i++) {
            new Browser().signIn("sonia", "a guess of a stranger " + i);
        }
        assertThat(new Browser().signIn("sonia", "secret of sonia").statusCode())
                .as("the door is closed for a while")
                .isEqualTo(429);
        assertThat(identity.submit(sonia, "/identity/second-factor/begin", "current=secret+of+sonia")
                        .statusCode())
                .isEqualTo(302);
        var changed = identity.submit(
                sonia, "/identity/preferences/password", "current=secret+of+sonia&password=another+one+99");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(302);
    }

    /** Whoever found an open browser guesses no more often than at the door. */
    @Test
    void countsWrongPasswordsOnPagesOfOnesOwnToo() {
        person("vera");
        var vera = TestMembers.member("vera", Role.COMMUNITY_MANAGER, "alize");
        for (var i = 0; i < 5; i++) {
            var address = i % 2 == 0 ? "/identity/second-factor/begin" : "/identity/preferences/password";
            var wrong = identity.submit(vera, address, "current=wrong+" + i + "&password=another+one+99");
            assertThat(wrong.statusCode()).isEqualTo(422);
            assertThat(wrong.body()).contains("This is not your present password");
        }
        for (var address : List.of("/identity/second-factor/begin", "/identity/preferences/password")) {
            var right = identity.submit(vera, address, "current=secret+of+vera&password=another+one+99");
            assertThat(right.statusCode()).isEqualTo(422);
            assertThat(right.body()).contains("Too many wrong passwords", "15 minutes");
            var french = identity.submit(
                    TestMembers.inFrench(vera), address, "current=secret+of+vera&password=another+one+99");
            assertThat(french.body()).contains("Trop de mots de passe erronés", "15 minutes");
        }
        assertThat(new Browser().signIn("vera", "secret of vera").statusCode())
                .as("the door counts by itself")
                .isEqualTo(302);
        clock.moveOn(Duration.ofMinutes(16));
        for (var i = 0; i < 7; i++) {
            assertThat(identity.submit(vera, "/identity/second-factor/begin", "current=secret+of+vera")
                            .statusCode())
                    .as("a right one does not count")
                    .isEqualTo(302);
        }
    }

    @Test
    void takesNoFormThatIsNotItsOwn() {
        person("nora");
        var browser = new Browser();
        var forged = browser.post("/login", Map.of("name", "nora", "password", "secret of nora", "next", "/"));
        assertThat(forged.statusCode()).isEqualTo(303);
        assertThat(forged.headers().firstValue("Location").orElseThrow()).startsWith("/login?stale=1");
        assertThat(browser.get("/login?stale=1").body()).contains("ouverte depuis trop longtemps");
        assertThat(browser.cookies).doesNotContainKey("parvis_signin");
    }

    @Test
    void keepsTheSignInCookieShortLivedAndSealed() {
        person("priya");
        var browser = new Browser();
        browser.signIn("priya", "secret of priya");
        var sealed = browser.cookies.getOrDefault("parvis_signin", "");
        assertThat(sealed).doesNotContain("priya");

        var tampered = new Browser();
        tampered.cookies.put("parvis_signin", (sealed.charAt(0) == 'A' ? 'B' : 'A') + sealed.substring(1));
        assertThat(tampered.get(authorize("state-1"))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .startsWith("/login");
        clock.moveOn(Duration.ofMinutes(3));
        assertThat(browser.get(authorize("state-1"))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .startsWith("/login");
    }

    @Test
    void givesACodeOnceAndOnlyToWhoAskedForIt() {
        person("ada");
        var code = new Browser().code("ada", "secret of ada");
        var otherVerifier = new HashMap<>(codeForm(code));
        otherVerifier.put("code_verifier", VERIFIER.replace('a', 'b'));
        assertThat(error(token(identity, otherVerifier))).isEqualTo("invalid_grant");
        assertThat(error(token(identity, codeForm(code), "not-the-secret-of-the-gateway-at-all")))
                .isEqualTo("invalid_client");

        var second = new Browser().code("ada", "secret of ada");
        var tokens = json(token(identity, codeForm(second)));
        assertThat(error(token(identity, codeForm(second)))).isEqualTo("invalid_grant");
        // A code shown twice may have been stolen: what came of it ends.
        assertThat(error(
                        token(identity, refreshForm(tokens.path("refresh_token").asString()))))
                .isEqualTo("invalid_grant");
        var noProof = new Browser().get(authorize("state-1").replaceFirst("&code_challenge_method.*", ""));
        assertThat(noProof.headers().firstValue("Location").orElse("")).doesNotContain("code=");
        var elsewhere = new Browser().get(authorize("state-1").replace("localhost%3A8080", "evil.example"));
        assertThat(elsewhere.headers().firstValue("Location").orElse("")).doesNotContain("evil.example/login");
    }

    @Test
    void rotatesRefreshTokensAndCarriesNewRights() throws Exception {
        person("omar");
        var tokens = json(token(identity, codeForm(new Browser().code("omar", "secret of omar"))));
        var first = tokens.path("refresh_token").asString();
        identity.put(ADMIN, "/api/identity/members/omar/grants/lead", "{\"role\":\"LEAD\",\"brand\":\"alize\"}");
        RunningService.eventually(() -> assertThat(
                        identity.get(ADMIN, "/api/identity/members/omar").body())
                .contains("\"id\":\"lead\""));
        var renewed = json(token(identity, refreshForm(first)));
        assertThat(renewed.path("refresh_token").asString()).isNotEqualTo(first);
        assertThat(verified(renewed.path("access_token").asString())
                        .getJWTClaimsSet()
                        .getClaim("grants")
                        .toString())
                .contains("LEAD");
        assertThat(error(token(identity, refreshForm(first)))).isEqualTo("invalid_grant");
    }

    @Test
    void survivesARestartAndRunsTwice() {
        person("paula");
        var tokens = json(token(identity, codeForm(new Browser().code("paula", "secret of paula"))));
        try (var replica = RunningService.start(
                IdentityApplication.class,
                Map.of("parvis.identity.issuer", ISSUER, "parvis.home", home()),
                shared -> {},
                identity.database())) {
            var renewed =
                    json(token(replica, refreshForm(tokens.path("refresh_token").asString())));
            assertThat(renewed.path("access_token").asString()).isNotEmpty();
            var here =
                    identity.send(null, "GET", "/oauth2/jwks", null, Map.of()).body();
            assertThat(replica.send(null, "GET", "/oauth2/jwks", null, Map.of()).body())
                    .isEqualTo(here);
        }
    }

    @Test
    void aNewPasswordEndsWhatWasSignedInWithTheOldOne() {
        person("rosa");
        var tokens = json(token(identity, codeForm(new Browser().code("rosa", "secret of rosa"))));
        assertThat(identity.post(ADMIN, "/api/identity/members/rosa/password", "{\"password\":\"a new secret\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(error(
                        token(identity, refreshForm(tokens.path("refresh_token").asString()))))
                .isEqualTo("invalid_grant");
        assertThat(new Browser().signIn("rosa", "secret of rosa").statusCode()).isEqualTo(401);
        assertThat(new Browser().signIn("rosa", "a new secret").statusCode()).isEqualTo(302);
    }

    /** Whoever knew the old password stands in the door, with the cookie but not yet with a session. */
    @ParameterizedTest
    @ValueSource(strings = {"POST password", "DELETE sessions", "POST leave", "POST return"})
    void whoeverIsOnTheWayInBeginsAnewWhenAllOfAMemberEnds(String end) {
        var id = "on-the-way-" + end.toLowerCase(Locale.ROOT).replace(' ', '-');
        person(id);
        clock.moveOn(Duration.ofSeconds(1));
        var browser = new Browser();
        assertThat(browser.signIn(id, "secret of " + id).statusCode()).isEqualTo(302);
        clock.moveOn(Duration.ofSeconds(1));
        var act = end.split(" ");
        if (act[1].equals("return")) {
            assertThat(identity.post(ADMIN, "/api/identity/members/" + id + "/leave", "{}")
                            .statusCode())
                    .isEqualTo(204);
        }
        var body = act[0].equals("POST") ? "{\"password\":\"another one entirely 99\"}" : null;
        assertThat(identity.send(ADMIN, act[0], "/api/identity/members/" + id + "/" + act[1], body, Map.of())
                        .statusCode())
                .isEqualTo(204);
        clock.moveOn(Duration.ofSeconds(1));
        var back = browser.get(authorize("state-1"));
        assertThat(back.headers().firstValue("Location").orElseThrow()).startsWith("/login?next=");
        assertThat(identity.get(ADMIN, "/api/identity/members/" + id + "/sessions")
                        .body())
                .contains("\"items\":[]");
    }

    /** The same in the very moment: the door was still open when they came through it, and what was signed in of the member has ended since. */
    @Test
    void whoeverComesThroughWhileAllOfAMemberEndsIsOutAgain() {
        person("through");
        var desk = identity.bean(SessionDesk.class);
        var shown = clock.instant();
        clock.moveOn(Duration.ofSeconds(1));
        desk.endAll("through", SessionEnd.REVOKED, ADMIN);
        assertThat(desk.start("late", "through", shown, null, new MockHttpServletRequest()))
                .isFalse();
        assertThat(desk.isAlive("late")).isFalse();
        clock.moveOn(Duration.ofSeconds(1));
        assertThat(desk.start("next", "through", clock.instant(), null, new MockHttpServletRequest()))
                .isTrue();
        assertThat(desk.isAlive("next")).isTrue();
    }

    @Test
    void endsMoreSessionsThanAnAnswerCouldName() {
        person("many-devices");
        identity.jdbc()
                .sql("""
                        insert into browser_session (session_id, member_id, agent, address, since, seen_at, ends_at)
                        select 'many-devices-' || n, 'many-devices', '', '', ?, ?, ? from generate_series(1, 200) n""")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        clock.instant().plusSeconds(3_600).atOffset(ZoneOffset.UTC))
                .update();
        var ended = identity.delete(ADMIN, "/api/identity/members/many-devices/sessions");
        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(204);
        assertThat(ended.headers().allValues("X-Parvis-Session-Renew")).containsExactly("member:many-devices");
    }

    @Test
    void exchangesAPersonalTokenUntilItEndsOrIsRevoked() throws Exception {
        person("sam");
        var sam = TestMembers.member("sam", Role.COMMUNITY_MANAGER, "alize");
        var shortLived = JSON.readTree(
                identity.post(sam, "/api/identity/tokens", "{\"days\":1}").body());
        var longLived = JSON.readTree(
                identity.post(sam, "/api/identity/tokens", "{\"days\":90}").body());

        var exchanged =
                json(token(identity, exchangeForm(shortLived.path("token").asString())));
        var claims = verified(exchanged.path("access_token").asString()).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("sam");
        assertThat(claims.getAudience()).containsExactly("parvis");
        assertThat(claims.getClaim("grants").toString()).contains("COMMUNITY_MANAGER");
        assertThat(exchanged.path("refresh_token").isMissingNode()).isTrue();

        assertThat(error(token(identity, exchangeForm("pvs_" + "x".repeat(43)))))
                .isEqualTo("invalid_grant");
        assertThat(error(token(identity, exchangeForm("anything")))).isEqualTo("invalid_grant");
        assertThat(error(token(
                        identity,
                        exchangeForm(longLived.path("token").asString()),
                        "not-the-secret-of-the-gateway-at-all")))
                .isEqualTo("invalid_client");

        assertThat(identity.delete(
                                sam,
                                "/api/identity/tokens/" + longLived.path("id").asString())
                        .statusCode())
                .isEqualTo(204);
        // At once, however late the read model is.
        assertThat(error(token(identity, exchangeForm(longLived.path("token").asString()))))
                .isEqualTo("invalid_grant");
        clock.moveOn(Duration.ofDays(2));
        assertThat(error(token(identity, exchangeForm(shortLived.path("token").asString()))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void signsWithANewKeyWhileTheOldOneIsStillKnown() throws Exception {
        person("tina");
        var tokens = json(token(identity, codeForm(new Browser().code("tina", "secret of tina"))));
        var before = verified(tokens.path("access_token").asString());
        identity.bean(SigningKeys.class).rotate();
        var renewed =
                json(token(identity, refreshForm(tokens.path("refresh_token").asString())));
        var after = verified(renewed.path("access_token").asString());
        assertThat(after.getHeader().getKeyID()).isNotEqualTo(before.getHeader().getKeyID());
        verified(tokens.path("access_token").asString());
        assertThat(identity.jdbc()
                        .sql("select count(*) from signing_key where position('kty'::bytea in sealed) > 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void opensNothingElseWithoutAToken() {
        for (var path : List.of(
                "/oauth2/introspect",
                "/oauth2/token",
                "/oauth2/revoke",
                "/api/identity/members",
                "/identity/members")) {
            assertThat(identity.send(null, "POST", path, "", Map.of()).statusCode())
                    .as(path)
                    .isIn(400, 401);
        }
        assertThat(new Browser().get("/signed-out").body()).contains("Vous êtes déconnecté");
    }
}
