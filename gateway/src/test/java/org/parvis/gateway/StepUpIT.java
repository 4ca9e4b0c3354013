package org.parvis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.parvis.gateway.testing.Browser;
import org.parvis.gateway.testing.TestHouse;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The second factor through the gateway: set up, demanded, shown, and never taken twice. */
class StepUpIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRET = "a secret of theirs";

    private final TestHouse house = TestHouse.get();

    private Browser person(String id) {
        var admin = house.signedIn();
        var made = admin.send(
                "PUT",
                "/api/identity/members/" + id,
                BodyPublishers.ofString("""
                {"name":"%1$s Durand","email":"%1$s@alize.example","language":"en","zone":"Europe/Paris","password":"%2$s"}""".formatted(id, SECRET)),
                Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", admin.csrfToken()));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return house.signedIn(id, SECRET);
    }

    private static HttpResponse<String> submit(Browser browser, String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", browser.csrfToken());
        return browser.submit(path, all);
    }

    private record Enrolled(byte[] secret, List<String> recovery) {}

    private Enrolled enrol(Browser browser) {
        assertThat(submit(browser, "/identity/second-factor/begin", Map.of("current", "guessed"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(submit(browser, "/identity/second-factor/begin", Map.of("current", SECRET))
                        .statusCode())
                .isEqualTo(302);
        var page = browser.page("/identity/second-factor");
        assertThat(page.body()).contains("<path fill=\"#000\" d=\"M");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        var secret =
                fromBase32(found(page.body(), "id=\"secret\">([A-Z2-7 ]+)<").replace(" ", ""));
        var wrong = submit(browser, "/identity/second-factor/confirm", Map.of("code", "000000"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        var confirmed = submit(browser, "/identity/second-factor/confirm", Map.of("code", code(secret)));
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        var recovery = List.of(
                found(confirmed.body(), "id=\"recovery\">([a-z0-9 -]+)<").split(" "));
        assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
        return new Enrolled(secret, recovery);
    }

    private static String found(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    /** What a device shows, computed apart from the code under test. */
    private String code(byte[] secret) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(8)
                    .putLong(house.clock.instant().getEpochSecond() / 30)
                    .array());
            var from = hash[19] & 15;
            var number = ((hash[from] & 127) << 24)
                    | ((hash[from + 1] & 255) << 16)
                    | ((hash[from + 2] & 255) << 8)
                    | (hash[from + 3] & 255);
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] fromBase32(String text) {
        var bits = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var five = Integer.toBinaryString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i)) + 32);
            bits.append(five.substring(1));
        }
        var bytes = new byte[bits.length() / 8];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }

    private void later() {
        house.clock.moveOn(Duration.ofMinutes(11));
    }

    private static HttpResponse<String> makeToken(Browser browser) {
        return browser.post("/api/identity/tokens", "{\"label\":\"script\",\"days\":2}");
    }

    /** Ids of members in quotes: those of sessions may contain the same letters. */
    private long entries(String type, String... parts) {
        return house.identity
                .getBean(JdbcClient.class)
                .sql(
                        "select count(*) from ledger.entry where event_type like ? and convert_from(payload, 'UTF8') like all (?)")
                .params(
                        "%." + type,
                        Arrays.stream(parts).map(p -> "%" + p + "%").toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    @Test
    void asksNobodyWhoSetNothingUp() {
        var browser = person("free");
        assertThat(makeToken(browser).statusCode()).isEqualTo(201);
    }

    @Test
    void countsForTenMinutesAndThenIsAskedForAgain() {
        var browser = person("ada");
        var enrolled = enrol(browser);
        assertThat(entries("SecondFactorEnrolled", "\"ada\"")).isEqualTo(1);
        // Shown while it was set up: it counts at once, though the session's token is older.
        assertThat(makeToken(browser).statusCode()).isEqualTo(201);
        later();
        var refused = makeToken(browser);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(refused.body()).path("code").asString()).isEqualTo("STEP_UP_NEEDED");
        var used = code(enrolled.secret());
        var shown = submit(browser, "/identity/step-up?parvis_then=/identity/tokens", Map.of("parvis_code", used));
        assertThat(shown.statusCode()).isEqualTo(303);
        assertThat(shown.headers().firstValue("Location")).hasValue("/identity/tokens");
        assertThat(makeToken(browser).statusCode()).isEqualTo(201);
        assertThat(entries("SecondFactorShown", "\"ada\"", "TOTP")).isEqualTo(2);
        // The same browser, the same code: once is once.
        assertThat(submit(browser, "/identity/step-up", Map.of("parvis_code", used))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void bringsAFormToItsEndWithWhatWasTyped() {
        var browser = person("grace");
        var enrolled = enrol(browser);
        later();
        var typed = "Import « du magasin » & more";
        var sent = submit(browser, "/identity/tokens", Map.of("label", typed, "days", "7"));
        assertThat(sent.statusCode()).isEqualTo(307);
        var to = sent.headers().firstValue("Location").orElseThrow();
        assertThat(to).startsWith("/identity/step-up?parvis_then=");

        // A browser sends the same form there.
        var asked = submit(browser, to, Map.of("label", typed, "days", "7"));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        assertThat(asked.body()).contains("name=\"label\">Import « du magasin » &amp; more</textarea>");
        var wrong = submit(browser, to, Map.of("label", typed, "days", "7", "parvis_form", "1", "parvis_code", "123"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("This code does not count", "Import « du magasin » &amp; more");

        var fields = Map.of("label", typed, "days", "7", "parvis_form", "1", "parvis_code", code(enrolled.secret()));
        var through = submit(browser, to, fields);
        assertThat(through.statusCode()).isEqualTo(307);
        assertThat(through.headers().firstValue("Location")).hasValue("/identity/tokens");
        var made = submit(browser, "/identity/tokens", fields);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).contains("Import « du magasin » &amp; more", "pvs_");
    }

    @Test
    void leadsNowhereElse() {
        var browser = person("edith");
        var enrolled = enrol(browser);
        for (var evil :
                List.of("//evil.example", "https://evil.example", "/identity/step-up", "/\\evil.example", "/a b")) {
            house.clock.moveOn(Duration.ofSeconds(31));
            var answer = submit(
                    browser,
                    "/identity/step-up?parvis_then=" + URLEncoder.encode(evil, StandardCharsets.UTF_8),
                    Map.of("parvis_code", code(enrolled.secret())));
            assertThat(answer.headers().firstValue("Location")).as(evil).hasValue("/");
        }
        house.clock.moveOn(Duration.ofSeconds(31));
        var download = submit(
                browser,
                "/identity/step-up?parvis_then=%2Fapi%2Freporting%2Faudit%2Fbundle%3Fsubject%3Dreply%3Ax",
                Map.of("parvis_code", code(enrolled.secret())));
        assertThat(URLDecoder.decode(download.headers().firstValue("Location").orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("/identity/step-up/done?parvis_then=/api/reporting/audit/bundle?subject=reply:x");
    }

    @Test
    void takesOneCodeOnceThoughItComesFiveTimesAtOnce() throws Exception {
        var browser = person("alan");
        var enrolled = enrol(browser);
        house.clock.moveOn(Duration.ofMinutes(16));
        var code = code(enrolled.secret());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> tries = IntStream.range(0, 5)
                    .mapToObj(i ->
                            (Callable<Integer>) () -> submit(browser, "/identity/step-up", Map.of("parvis_code", code))
                                    .statusCode())
                    .toList();
            var answers =
                    threads.invokeAll(tries).stream().map(f -> f.resultNow()).toList();
            assertThat(answers).containsOnlyOnce(303);
        }
    }

    @Test
    void takesARecoveryCodeOnce() {
        var browser = person("joan");
        var enrolled = enrol(browser);
        later();
        var code = enrolled.recovery().get(3);
        assertThat(submit(browser, "/identity/step-up", Map.of("parvis_code", code.toUpperCase(Locale.ROOT)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(makeToken(browser).statusCode()).isEqualTo(201);
        assertThat(entries("SecondFactorShown", "\"joan\"", "RECOVERY_CODE")).isEqualTo(1);
        assertThat(submit(browser, "/identity/step-up", Map.of("parvis_code", code))
                        .statusCode())
                .isEqualTo(422);
        assertThat(browser.page("/identity/second-factor").body()).contains("9 recovery codes left");
        var stored = house.identity
                .getBean(JdbcClient.class)
                .sql("select string_agg(digest, ' ') from recovery_code")
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain(enrolled.recovery().get(5).replace("-", ""));
    }

    @Test
    void letsAMemberWaitAfterFiveWrongCodes() {
        var browser = person("radia");
        var enrolled = enrol(browser);
        later();
        house.clock.moveOn(Duration.ofMinutes(6));
        assertThat(browser.page("/identity/second-factor").statusCode()).isEqualTo(200);
        for (var i = 0; i < 5; i++) {
            assertThat(submit(browser, "/identity/step-up", Map.of("parvis_code", "00000" + i))
                            .statusCode())
                    .isEqualTo(422);
        }
        var right = submit(browser, "/identity/step-up", Map.of("parvis_code", code(enrolled.secret())));
        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.headers().firstValue("Retry-After")).isPresent();
        assertThat(entries("ActRefused", "member:radia", "TOO_MANY_TRIES")).isPositive();
        house.clock.moveOn(Duration.ofMinutes(16));
        assertThat(submit(browser, "/identity/step-up", Map.of("parvis_code", code(enrolled.secret())))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void countsInTheSessionInWhichItWasShownOnly() {
        var here = person("katherine");
        var enrolled = enrol(here);
        later();
        var there = house.signedIn("katherine", SECRET);
        assertThat(submit(here, "/identity/step-up", Map.of("parvis_code", code(enrolled.secret())))
                        .statusCode())
                .isEqualTo(303);
        assertThat(makeToken(here).statusCode()).isEqualTo(201);
        assertThat(makeToken(there).statusCode()).isEqualTo(403);
    }

    @Test
    void asksProgramsForATokenThatWasMadeForIt() {
        var browser = person("hedy");
        var before = token(makeToken(browser));
        enrol(browser);
        var without = token(makeToken(browser));
        var with = token(browser.post("/api/identity/tokens", "{\"days\":2,\"stepUp\":true}"));
        for (var refused : List.of(before, without)) {
            var answer = asProgram(refused);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("STEP_UP_NEEDED");
        }
        assertThat(asProgram(with).statusCode()).isEqualTo(201);
    }

    /** Whoever has another session of the member had it before the factor, too. */
    @Test
    void asksTheSessionsThatAreOlderThanTheFactor() {
        var owner = person("lovelace");
        var other = house.signedIn("lovelace", SECRET);
        assertThat(makeToken(other).statusCode()).isEqualTo(201);
        var enrolled = enrol(owner);
        refusesToBreakTheFactor(other);
        assertThat(submit(
                                other,
                                "/identity/step-up",
                                Map.of("parvis_code", enrolled.recovery().getFirst()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(makeStepUpToken(other).statusCode()).isEqualTo(201);
        assertThat(submit(other, "/identity/second-factor/remove", Map.of()).statusCode())
                .isEqualTo(302);
    }

    @Test
    void asksThemThoughTheNewsOfItGotLost() {
        var owner = person("noether");
        var other = house.signedIn("noether", SECRET);
        makeToken(other);
        var sessions = house.gateway.jdbc();
        var before = sessions.sql("select id, tokens, access_until from session where member_id = 'noether'")
                .query()
                .listOfRows();
        enrol(owner);
        for (var kept : before) {
            sessions.sql("update session set tokens = ?, access_until = ? where id = ?")
                    .param(kept.get("tokens"))
                    .param(kept.get("access_until"))
                    .param(kept.get("id"))
                    .update();
        }
        refusesToBreakTheFactor(other);
    }

    /** Whoever found another session open has no password for it. */
    @Test
    void isFinishedByTheSessionThatBeganItAndSoon() {
        var owner = person("hopper");
        var other = house.signedIn("hopper", SECRET);
        assertThat(submit(owner, "/identity/second-factor/begin", Map.of("current", SECRET))
                        .statusCode())
                .isEqualTo(302);
        var begun = owner.page("/identity/second-factor").body();
        var secret = fromBase32(found(begun, "id=\"secret\">([A-Z2-7 ]+)<").replace(" ", ""));
        assertThat(other.page("/identity/second-factor").body()).doesNotContain("id=\"secret\"");
        assertThat(submit(other, "/identity/second-factor/confirm", Map.of("code", code(secret)))
                        .statusCode())
                .isEqualTo(422);
        house.clock.moveOn(Duration.ofMinutes(16));
        assertThat(submit(owner, "/identity/second-factor/confirm", Map.of("code", code(secret)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(entries("SecondFactorEnrolled", "\"hopper\"")).isZero();
    }

    private static void refusesToBreakTheFactor(Browser session) {
        assertThat(makeStepUpToken(session).statusCode()).isEqualTo(403);
        assertThat(makeToken(session).statusCode()).isEqualTo(403);
        for (var act : List.of("codes", "remove")) {
            var asked = submit(session, "/identity/second-factor/" + act, Map.of());
            assertThat(asked.statusCode()).as(act).isEqualTo(307);
            assertThat(asked.headers().firstValue("Location")).get().asString().startsWith("/identity/step-up?");
        }
    }

    /** What was shown was the factor they had then. */
    @Test
    void takesNoFactorForAnother() {
        var admin = house.signedIn();
        var browser = person("mary");
        enrol(browser);
        var made = token(makeStepUpToken(browser));
        assertThat(asProgram(made).statusCode()).isEqualTo(201);
        assertThat(submit(admin, "/identity/members/mary/second-factor/remove", Map.of())
                        .statusCode())
                .isEqualTo(302);
        house.clock.moveOn(Duration.ofSeconds(31));
        enrol(house.signedIn("mary", SECRET));
        assertThat(makeStepUpToken(browser).statusCode()).isEqualTo(403);
        assertThat(asProgram(made).statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenForItIsWorthNothingOfItThatWasMadeBeforeTheFactorAndNoneMakesAnother() {
        var browser = person("emmy");
        var before = token(makeStepUpToken(browser));
        assertThat(asProgram(before).statusCode()).isEqualTo(201);
        enrol(browser);
        assertThat(asProgram(before).statusCode()).isEqualTo(403);
        var with = token(makeStepUpToken(browser));
        assertThat(asProgram(with).statusCode()).isEqualTo(201);
        assertThat(asProgram(with, "{\"days\":1,\"stepUp\":true}").statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> makeStepUpToken(Browser browser) {
        return browser.post("/api/identity/tokens", "{\"days\":2,\"stepUp\":true}");
    }

    private static String token(HttpResponse<String> made) {
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSON.readTree(made.body()).path("token").asString();
    }

    private HttpResponse<String> asProgram(String token) {
        return asProgram(token, "{\"days\":1}");
    }

    private HttpResponse<String> asProgram(String token, String form) {
        return new Browser(house.address)
                .send(
                        "POST",
                        "/api/identity/tokens",
                        BodyPublishers.ofString(form),
                        Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"));
    }

    @Test
    void anAdministratorDemandsItOfARoleAndTakesALostOneAway() {
        var admin = house.signedIn();
        admin.send(
                "PUT",
                "/api/identity/brands/zephyr",
                BodyPublishers.ofString(
                        "{\"name\":\"Zephyr\",\"country\":\"FR\",\"languages\":[\"fr\"],\"zone\":\"Europe/Paris\"}"),
                Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", admin.csrfToken()));
        person("barbara");
        admin.send(
                "PUT",
                "/api/identity/members/barbara/grants/pm",
                BodyPublishers.ofString("{\"role\":\"PRODUCT_MANAGER\",\"brand\":\"zephyr\"}"),
                Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", admin.csrfToken()));
        assertThat(person("nobody-special").page("/identity/second-factor/rule").statusCode())
                .isEqualTo(403);
        try {
            var signedInBefore = house.signedIn("barbara", SECRET);
            assertThat(makeToken(signedInBefore).statusCode()).isEqualTo(201);
            assertThat(submit(admin, "/identity/second-factor/rule", Map.of("role", "PRODUCT_MANAGER"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(makeToken(signedInBefore).statusCode()).isEqualTo(403);
            var barbara = house.signedIn("barbara", SECRET);
            assertThat(makeToken(barbara).statusCode()).isEqualTo(403);
            assertThat(barbara.page("/identity/step-up?parvis_then=/identity/tokens")
                            .body())
                    .contains("you have none yet", "/identity/second-factor");
            enrol(barbara);
            assertThat(makeToken(barbara).statusCode()).isEqualTo(201);
            assertThat(submit(admin, "/identity/members/barbara/second-factor/remove", Map.of())
                            .statusCode())
                    .isEqualTo(302);
            assertThat(entries("SecondFactorRemoved", "\"barbara\"")).isEqualTo(1);
            assertThat(makeToken(house.signedIn("barbara", SECRET)).statusCode())
                    .isEqualTo(403);
            assertThat(entries("SecondFactorRequired", "PRODUCT_MANAGER")).isEqualTo(1);
        } finally {
            submit(admin, "/identity/second-factor/rule", Map.of());
        }
        assertThat(makeToken(house.signedIn("barbara", SECRET)).statusCode()).isEqualTo(201);
    }
}
