package org.parvis.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.boot.Busy;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.IdentityApplication;
import org.parvis.identity.PlainBrowser;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.signin.MovableClock;

/** A crowd from many places tries passwords; whoever signed in with a browser before gets in with it all the same. */
class DeviceCookieIT {

    private static final String COOKIE = "parvis_device";
    private static final MovableClock clock = new MovableClock();
    private static final Actor ADMIN = TestMembers.member("admin", Role.ADMIN, "*");
    private static RunningService identity;
    private static int addresses;

    @BeforeAll
    static void start() {
        identity = RunningService.start(
                IdentityApplication.class,
                Map.of("parvis.identity.issuer", "https://parvis.example"),
                shared -> shared.registerBean(Clock.class, () -> clock));
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    /** Comes from an address of its own. */
    private static final class Browser extends PlainBrowser {

        Browser() {
            super(identity, Map.of("Accept-Language", "en", "X-Forwarded-For", "203.0.113." + ++addresses));
        }

        HttpResponse<String> signIn(String name, String password) {
            var next = URLEncoder.encode("/oauth2/authorize?state=s", StandardCharsets.UTF_8);
            var field = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"")
                    .matcher(get("/login?next=" + next).body());
            assertThat(field.find()).isTrue();
            var typed = URLEncoder.encode(password, StandardCharsets.UTF_8);
            return send(
                    "POST",
                    "/login",
                    "name=" + name + "&password=" + typed + "&next=" + next + "&_csrf=" + field.group(1));
        }

        String device() {
            return cookies.getOrDefault(COOKIE, "");
        }
    }

    /** Runs something while tries from many places fill the line of strangers. */
    private static void inACrowd(Runnable act) {
        var hashing = identity.bean(Hashing.class);
        var full = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 80)
                    .forEach(i -> crowd.execute(() -> {
                        try {
                            hashing.compute("place " + i, () -> {
                                end.await();
                                return false;
                            });
                        } catch (Busy e) {
                            full.countDown();
                        }
                    }));
            try {
                full.await();
                act.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                end.countDown();
            }
        }
    }

    private static Browser knownTo(String id) {
        var answer = identity.put(ADMIN, "/api/identity/members/" + id, """
                {"name":"%1$s","email":"%1$s@alize.example","language":"en","zone":"Europe/Paris","password":"secret of %1$s"}""".formatted(id));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var browser = new Browser();
        assertThat(browser.signIn(id, "secret of " + id).statusCode()).isEqualTo(302);
        clock.moveOn(Duration.ofSeconds(1));
        return browser;
    }

    private static void isTurnedAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Many people are signing in at this moment");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void whoeverSignedInWithItBeforeComesInAndOthersAreToldToComeBack() {
        var known = knownTo("ines");
        inACrowd(() -> {
            isTurnedAway(new Browser().signIn("ines", "secret of ines"));
            isTurnedAway(new Browser().signIn("nobody-at-all", "secret of ines"));
            var answer = known.signIn("INES@alize.example", "secret of ines");
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .filteredOn(cookie -> cookie.startsWith(COOKIE + "="))
                    .singleElement()
                    .asString()
                    .contains("Path=/login;", "Max-Age=7776000", "Secure", "HttpOnly", "SameSite=Lax");
        });
    }

    @Test
    void itSaysNothingOfTheMember() {
        var known = knownTo("priya");
        var first = known.device();
        assertThat(known.signIn("priya", "secret of priya").statusCode()).isEqualTo(302);
        assertThat(known.device()).isNotEqualTo(first);
        assertThat(first)
                .doesNotContain("priya")
                .doesNotContain(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("priya".getBytes(StandardCharsets.UTF_8)));
        assertThat(new Browser().signIn("priya", "wrong").headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith(COOKIE));
    }

    @Test
    void thatOfAnotherOneForgedOrOldIsWorthNothing() {
        var malik = knownTo("malik");
        var lea = knownTo("lea");
        var forged = new Browser();
        var real = lea.device();
        forged.cookies.put(COOKIE, (real.charAt(0) == 'A' ? 'B' : 'A') + real.substring(1));
        var garbage = new Browser();
        garbage.cookies.put(COOKIE, "QUJD");
        var elsewhere = new Browser();
        elsewhere.cookies.put(COOKIE, real);
        inACrowd(() -> {
            isTurnedAway(malik.signIn("lea", "secret of lea"));
            isTurnedAway(forged.signIn("lea", "secret of lea"));
            isTurnedAway(garbage.signIn("lea", "secret of lea"));
            assertThat(elsewhere.signIn("lea", "secret of lea").statusCode())
                    .as("it is the cookie that counts, wherever it comes from")
                    .isEqualTo(302);
            clock.moveOn(Duration.ofDays(91));
            isTurnedAway(lea.signIn("lea", "secret of lea"));
        });
        assertThat(lea.signIn("lea", "secret of lea").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST password", "DELETE sessions", "POST leave"})
    void itIsWorthNothingOnceAllOfTheMemberEnded(String end) {
        var act = end.split(" ");
        var id = "ended-by-" + act[1];
        var known = knownTo(id);
        var members = "/api/identity/members/" + id;
        var secret = "another one entirely 99";
        var body = "{\"password\":\"" + secret + "\"}";
        assertThat(identity.send(ADMIN, act[0], members + "/" + act[1], act[0].equals("POST") ? body : null, Map.of())
                        .statusCode())
                .isEqualTo(204);
        if (act[1].equals("leave")) {
            assertThat(identity.post(ADMIN, members + "/return", "{}").statusCode())
                    .isEqualTo(204);
            assertThat(identity.post(ADMIN, members + "/password", body).statusCode())
                    .isEqualTo(204);
        }
        var password = act[1].equals("sessions") ? "secret of " + id : secret;
        inACrowd(() -> {
            isTurnedAway(known.signIn(id, password));
        });
        assertThat(known.signIn(id, password).statusCode()).isEqualTo(302);
        inACrowd(() -> {
            assertThat(known.signIn(id, password).statusCode()).as("a new one").isEqualTo(302);
        });
    }

    @Test
    void fiveWrongPasswordsEndItForGood() {
        var known = knownTo("nora");
        inACrowd(() -> {
            for (var i = 0; i < 7; i++) {
                assertThat(known.signIn("nora", "secret of nora").statusCode())
                        .as("a right one does not count")
                        .isEqualTo(302);
            }
            var copy = known.device();
            for (var i = 0; i < 5; i++) {
                var wrong = known.signIn("nora", "wrong " + i);
                assertThat(wrong.statusCode()).isEqualTo(401);
                assertThat(wrong.body()).contains("value=\"nora\"");
                assertThat(known.device()).isEqualTo(copy);
            }
            isTurnedAway(known.signIn("nora", "secret of nora"));
            clock.moveOn(Duration.ofMinutes(16));
            isTurnedAway(known.signIn("nora", "secret of nora"));
        });
        assertThat(known.signIn("nora", "secret of nora").statusCode()).isEqualTo(302);
    }

    @Test
    void whatOthersTryAsTheMemberIsInNobodysWayThere() {
        var known = knownTo("hugo");
        for (var i = 0; i < 5; i++) {
            assertThat(new Browser().signIn("hugo", "wrong " + i).statusCode()).isEqualTo(401);
        }
        assertThat(new Browser().signIn("hugo", "secret of hugo").statusCode()).isEqualTo(429);
        assertThat(known.signIn("hugo", "secret of hugo").statusCode()).isEqualTo(302);
        assertThat(new Browser().signIn("hugo", "secret of hugo").statusCode())
                .as("nor are theirs forgotten by it")
                .isEqualTo(429);
    }

    /** The pages of whoever is in already, and of administrators. */
    @Test
    void whoeverIsInIsInNobodysLineEither() {
        knownTo("vera");
        var vera = TestMembers.member("vera", Role.COMMUNITY_MANAGER, "alize");
        inACrowd(() -> {
            assertThat(identity.submit(
                                    vera,
                                    "/identity/preferences/password",
                                    "current=secret+of+vera&password=another+one+99")
                            .statusCode())
                    .isEqualTo(302);
            assertThat(identity.post(
                                    ADMIN,
                                    "/api/identity/members/vera/password",
                                    "{\"password\":\"yet another one 99\"}")
                            .statusCode())
                    .isEqualTo(204);
        });
    }
}
