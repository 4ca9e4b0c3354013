package org.parvis.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parvis.boot.testing.RunningService;
import org.parvis.gateway.testing.Browser;
import org.parvis.gateway.testing.TestHouse;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignInIT {

    private static TestHouse house;

    @BeforeAll
    static void open() {
        house = TestHouse.get();
    }

    @Test
    void bringsAPersonThroughTheDoorToThePageTheyAskedFor() {
        var browser = new Browser(house.address);
        var away = browser.page("/crm/inbox?of=mine&x=%C3%A9");
        assertThat(away.statusCode()).isEqualTo(302);
        assertThat(away.headers().firstValue("Location").orElseThrow())
                .startsWith(house.address + "/oauth2/authorize?")
                .contains("code_challenge_method=S256", "nonce=", "state=");

        var page = browser.signIn("/crm/inbox?of=mine&x=%C3%A9", "admin", TestHouse.PASSWORD);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("ça va /crm/inbox");
        var asked = house.stub.last("/crm/inbox?of=mine&x=%C3%A9");
        assertThat(asked.header("Authorization"))
                .singleElement()
                .asString()
                .matches("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(asked.header("X-Parvis-Csrf")).containsExactly(browser.csrfToken());
        assertThat(asked.header("Cookie")).isEmpty();
        assertThat(browser.page("/").headers().firstValue("Location")).hasValue("/identity/home");
    }

    @Test
    void opensTheRealPagesOfIdentityWithItsToken() {
        var browser = house.signedIn();
        var page = browser.follow(browser.page("/"));
        assertThat(page.statusCode()).isEqualTo(200);
        var members = browser.page("/identity/members");
        assertThat(members.statusCode()).as(members.body()).isEqualTo(200);
    }

    @Test
    void keepsTheKeyFromScriptsAndTheTokensFromTheBrowser() {
        var browser = new Browser(house.address);
        var cookies = new ArrayList<String>();
        var answer = browser.page("/crm/inbox");
        for (var hops = 0; hops < 3; hops++) {
            cookies.addAll(answer.headers().allValues("Set-Cookie"));
            var next = answer.headers().firstValue("Location");
            if (next.isEmpty()) {
                break;
            }
            answer = browser.page(next.get());
        }
        assertThat(cookies)
                .filteredOn(c -> c.startsWith("__Host-parvis-in-"))
                .singleElement()
                .asString()
                .contains("HttpOnly", "Secure", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain");
        var signedIn = house.signedIn();
        assertThat(signedIn.cookies()).containsKeys("__Host-parvis", "XSRF-TOKEN");
        assertThat(signedIn.cookies().keySet())
                .noneMatch(name -> name.contains("parvis-in") || name.equals("parvis_signin"));
        assertThat(signedIn.cookies().values()).noneMatch(value -> value.startsWith("ey"));
        var stored = house.gateway
                .jdbc()
                .sql("select id || encode(tokens, 'escape') from session")
                .query(String.class)
                .list();
        assertThat(stored)
                .isNotEmpty()
                .noneMatch(row ->
                        row.contains("eyJ") || row.contains(signedIn.cookies().get("__Host-parvis")));
    }

    @Test
    void tellsScriptsAndProgramsInsteadOfSendingThemAway() {
        var stranger = new Browser(house.address);
        for (var path : new String[] {"/crm/live", "/crm/counts", "/api/crm/conversations"}) {
            var answer = stranger.page(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.body()).contains("\"code\":\"UNAUTHENTICATED\"");
        }
        var fragment = stranger.page("/crm/inbox", "HX-Request", "true", "Accept-Language", "fr");
        assertThat(fragment.statusCode()).isEqualTo(401);
        assertThat(fragment.body()).contains("Vous n’êtes pas connecté");
        var form = stranger.submit("/crm/notes", Map.of("text", "x"));
        assertThat(form.statusCode()).isEqualTo(401);
        assertThat(form.body()).contains("what you typed is still on your page");
        assertThat(house.stub.asked("/crm/notes")).isEmpty();
    }

    @Test
    void renewsATokenOnceForFiftyRequestsAtATimeAndSignsNobodyOut() throws Exception {
        var browser = house.signedIn();
        var before = house.stub.last("/crm/inbox").header("Authorization");
        house.age();
        var requests = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 50; i++) {
            requests.add(() -> browser.get("/crm/race").statusCode());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var status : threads.invokeAll(requests)) {
                assertThat(status.get()).isEqualTo(200);
            }
        }
        var tokens = new HashSet<String>();
        house.stub.asked("/crm/race").forEach(asked -> tokens.addAll(asked.header("Authorization")));
        assertThat(tokens).hasSize(1).doesNotContainAnyElementsOf(before);
        house.age();
        assertThat(browser.get("/crm/race").statusCode()).isEqualTo(200);
    }

    @Test
    void endsASessionThatIdentityVouchesForNoLonger() {
        var browser = house.signedIn();
        house.identity
                .getBean(JdbcClient.class)
                .sql("delete from oauth2_authorization")
                .update();
        house.age();
        var away = browser.page("/crm/inbox");
        assertThat(away.statusCode()).isEqualTo(302);
        assertThat(away.headers().firstValue("Location").orElseThrow()).contains("/oauth2/authorize");
        assertThat(browser.cookies()).doesNotContainKey("__Host-parvis");
    }

    @Test
    void staysSignedInWhileIdentityIsAway() {
        var browser = house.signedIn();
        var lonely = browser.at(house.lonelyAddress);
        assertThat(lonely.get("/crm/alone").statusCode()).isEqualTo(200);
        house.age();
        var told = lonely.page("/crm/alone");
        assertThat(told.statusCode()).isEqualTo(503);
        assertThat(told.body()).contains("you stay signed in", "SIGN_IN_UNAVAILABLE");
        assertThat(browser.get("/crm/alone").statusCode()).isEqualTo(200);
    }

    @Test
    void endsIdleAndOldSessions() {
        var idle = house.signedIn();
        house.clock.moveOn(Duration.ofMinutes(29));
        assertThat(idle.get("/crm/counts").statusCode()).isEqualTo(200);
        house.clock.moveOn(Duration.ofMinutes(29));
        assertThat(idle.get("/crm/counts").statusCode()).isEqualTo(200);
        house.clock.moveOn(Duration.ofMinutes(31));
        assertThat(idle.get("/crm/counts").statusCode()).isEqualTo(401);

        var old = house.signedIn();
        for (var minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
            house.clock.moveOn(Duration.ofMinutes(20));
            assertThat(old.get("/crm/counts").statusCode())
                    .as("after %s min", minutes)
                    .isEqualTo(200);
        }
        house.clock.moveOn(Duration.ofMinutes(21));
        assertThat(old.get("/crm/counts").statusCode()).isEqualTo(401);
    }

    /** Identity counts a try by it, so it came back there. */
    @Test
    void theDoorKnowsABrowserAgain() {
        var browser = house.signedIn();
        browser.submit("/logout", Map.of("_csrf", browser.csrfToken()));
        assertThat(browser.cookies()).containsKey("parvis_device");
        var known = house.identity
                .getBean(JdbcClient.class)
                .sql("select count(*) from device_try")
                .query(Long.class);
        var before = known.single();
        assertThat(browser.signIn("/crm/inbox", "admin", TestHouse.PASSWORD).statusCode())
                .isEqualTo(200);
        assertThat(known.single()).isEqualTo(before + 1);
        assertThat(house.stub.last("/crm/inbox").header("Cookie"))
                .as("it is nobody else's business")
                .noneMatch(sent -> sent.contains("parvis_device"));
    }

    @Test
    void signsOutForGood() {
        var browser = house.signedIn();
        var key = browser.cookies().get("__Host-parvis");
        var out = browser.submit("/logout", Map.of("_csrf", browser.csrfToken()));
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.headers().firstValue("Location")).hasValue("/signed-out");
        assertThat(out.headers().allValues("Set-Cookie")).anyMatch(c -> c.startsWith("parvis_changed=;"));
        assertThat(browser.cookies()).doesNotContainKeys("__Host-parvis", "XSRF-TOKEN");
        assertThat(browser.follow(out).statusCode()).isEqualTo(200);
        browser.cookies().put("__Host-parvis", key);
        assertThat(browser.get("/crm/counts").statusCode()).isEqualTo(401);
    }

    @Test
    void takesNoAnswerOfASignInThatIsNotItsOwn() {
        var victim = new Browser(house.address);
        var foreign = victim.page("/login/oauth2/code/parvis?code=stolen&state=0123456789abcdef0123456789abcdef");
        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(foreign.body()).contains("NO_COOKIES");
        var attacker = new Browser(house.address);
        var state = attacker.page("/crm/inbox")
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst(".*[?&]state=([^&]+).*", "$1");
        victim.cookies().put("parvis_lang", "fr");
        var swapped = victim.page("/login/oauth2/code/parvis?code=x&state=" + state);
        assertThat(swapped.statusCode()).isEqualTo(400);
        assertThat(swapped.body()).contains("Cette connexion est trop ancienne");
        var refused = attacker.page("/login/oauth2/code/parvis?code=invented&state=" + state);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(attacker.cookies()).doesNotContainKey("__Host-parvis");
    }

    @Test
    void exchangesAPersonalTokenAndForgetsARevokedOneSoon() {
        var browser = house.signedIn();
        var made = browser.post("/api/identity/tokens", "{\"label\":\"script\",\"days\":2}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var token = made.body().replaceFirst("(?s).*\"token\":\"(pvs_[^\"]+)\".*", "$1");
        var id = made.body().replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
        var program = new Browser(house.address);
        var bearer = new String[] {"Authorization", "Bearer " + token};
        assertThat(program.get("/api/crm/script", bearer).statusCode()).isEqualTo(200);
        assertThat(house.stub.last("/api/crm/script").header("Authorization"))
                .singleElement()
                .asString()
                .startsWith("Bearer ey")
                .doesNotContain("pvs_");
        // No cookie, no token against forgery needed.
        assertThat(program.send(
                                "POST",
                                "/api/crm/script",
                                BodyPublishers.ofString("{}"),
                                Map.of("Authorization", "bearer " + token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(program.get("/api/identity/members/admin", bearer).statusCode())
                .isEqualTo(200);

        var gone = browser.send(
                "DELETE",
                "/api/identity/tokens/" + id,
                BodyPublishers.noBody(),
                Map.of("X-CSRF-TOKEN", browser.csrfToken()));
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(204);
        RunningService.eventually(() ->
                assertThat(program.get("/api/crm/script", bearer).statusCode()).isEqualTo(401));
        var told = program.get("/api/crm/script", "Authorization", "Bearer " + token, "Accept-Language", "fr");
        assertThat(told.body()).contains("TOKEN_REFUSED", "Ce jeton n’est pas valable");
        assertThat(told.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        assertThat(program.get("/api/crm/script", "Authorization", "Basic YTpi").statusCode())
                .isEqualTo(401);
    }
}
