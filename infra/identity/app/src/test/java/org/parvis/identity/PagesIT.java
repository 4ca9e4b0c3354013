package org.parvis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.boot.testing.RunningService;
import org.parvis.boot.testing.TestMembers;
import org.parvis.identity.api.Role;
import org.parvis.identity.rights.Actor;
import org.parvis.identity.rights.Grant;
import org.parvis.web.Accessibility;

/** Identity's pages in a real browser under the real policy; pictures go to {@code target/pages}. */
class PagesIT {

    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("PARVIS_CHROMIUM", "/usr/bin/chromium"));
    private static final String NEXT = "%2Foauth2%2Fauthorize%3Fclient_id%3Dparvis-gateway";

    private static RunningService identity;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();
    private @Nullable Page page;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM),
                () -> "SKIPPED: no browser at " + CHROMIUM + "; install Debian's chromium or set PARVIS_CHROMIUM");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
        identity = RunningService.start(IdentityApplication.class);
        people();
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (identity != null) {
            identity.close();
        }
    }

    @AfterEach
    void close() {
        if (page != null) {
            page.context().close();
        }
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }

    private static Actor admin(Locale language) {
        return TestMembers.member("admin", language, new Grant("g", Role.ADMIN, "*", null, null, null));
    }

    private static void people() {
        var admin = admin(Locale.ENGLISH);
        for (var brand : new String[][] {{"alize", "Alizé", "FR"}, {"alize-uk", "Alizé UK", "GB"}}) {
            identity.put(
                    admin,
                    "/api/identity/brands/" + brand[0],
                    "{\"name\":\"%s\",\"country\":\"%s\",\"languages\":[\"fr\",\"en\"],\"zone\":\"Europe/Paris\"}"
                            .formatted(brand[1], brand[2]));
        }
        var people = new String[][] {
            {"ines", "Inès Caradec", "COMMUNITY_MANAGER"}, {"priya", "Priya Raman", "LEAD"},
            {"theo", "Théo Vasseur", "LEAD"}, {"nora", "Nora Dijkstra", "AUDITOR"},
            {"lea", "Léa Fournier", "COMMUNITY_MANAGER"}, {"studio-merle", "Studio Merle", "AGENCY"}
        };
        for (var p : people) {
            identity.put(
                    admin,
                    "/api/identity/members/" + p[0],
                    "{\"name\":\"%s\",\"email\":\"%s@alize.example\",\"language\":\"fr\",\"zone\":\"Europe/Paris\",\"password\":\"secret of them\"}"
                            .formatted(p[1], p[0]));
            identity.put(
                    admin,
                    "/api/identity/members/" + p[0] + "/grants/g1",
                    "{\"role\":\"%s\",\"brand\":\"alize\"}".formatted(p[2]));
        }
        identity.put(
                admin,
                "/api/identity/members/priya/grants/g2",
                "{\"role\":\"COMMUNITY_MANAGER\",\"brand\":\"alize-uk\",\"channel\":\"bluesky-alize\",\"until\":\"2099-12-31T23:00:00Z\"}");
        identity.put(admin, "/api/identity/members/nora/grants/house", "{\"role\":\"AUDITOR\",\"brand\":\"*\"}");
        identity.caughtUp();
        identity.put(admin, "/api/identity/second-person", "{\"required\":true}");
        identity.put(admin, "/api/identity/members/lea/grants/uk-lead", "{\"role\":\"LEAD\",\"brand\":\"alize-uk\"}");
        identity.put(
                admin,
                "/api/identity/members/theo/grants/house",
                "{\"role\":\"ADMIN\",\"brand\":\"*\",\"until\":\"2099-12-31T23:00:00Z\"}");
        identity.put(admin, "/api/identity/second-person", "{\"required\":false}");
        identity.post(admin, "/api/identity/tokens", "{\"label\":\"Import from the shop\",\"days\":90}");
        identity.caughtUp();
    }

    /** Opens a page with the reader's token, as the gateway would add it. */
    private Page open(@Nullable Actor reader, String path, ColorScheme scheme, int width) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < 800 ? 844 : 900)
                .setColorScheme(scheme)
                .setLocale("fr-FR"));
        var opened = context.newPage();
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        opened.onPageError(complaints::add);
        if (reader != null) {
            context.setExtraHTTPHeaders(Map.of("Authorization", identity.bearer(reader)));
        }
        opened.navigate(identity.url(path));
        page = opened;
        return opened;
    }

    private void look(Page opened, String name) {
        opened.waitForTimeout(300);
        opened.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "pages", name + ".png")));
        assertThat(Accessibility.findings(opened)).as(name).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sign-in-fr, /login?next=" + NEXT + "&lang=fr, LIGHT, 1440",
        "sign-in-en-dark, /login?next=" + NEXT + "&lang=en, DARK, 1440",
        "sign-in-phone, /login?next=" + NEXT + ", LIGHT, 390",
        "signed-out, /signed-out, LIGHT, 1200"
    })
    void showsTheDoorInEveryLightAndSize(String name, String path, ColorScheme scheme, int width) {
        look(open(null, path, scheme, width), name);
    }

    @Test
    void helpsAfterAWrongPasswordAndKeepsTheName() {
        var opened = open(null, "/login?next=" + NEXT, ColorScheme.LIGHT, 1440);
        opened.fill("#name", "ines");
        opened.fill("#password", "not this one");
        opened.keyboard().press("Enter");
        opened.waitForSelector(".pv-note.danger");
        assertThat(opened.inputValue("#name")).isEqualTo("ines");
        assertThat(opened.evaluate("document.activeElement.id")).isEqualTo("password");
        look(opened, "sign-in-wrong");
    }

    @ParameterizedTest
    @CsvSource({
        "members, /identity/members, en, LIGHT, 1440",
        "members-phone, /identity/members, fr, LIGHT, 390",
        "member, /identity/members/priya, fr, LIGHT, 1440",
        "member-dark, /identity/members/priya, en, DARK, 1440",
        "member-phone, /identity/members/priya, en, LIGHT, 390",
        "member-new, /identity/members?new, fr, LIGHT, 1200",
        "brands, /identity/brands, en, LIGHT, 1440",
        "brand, /identity/brands/alize, fr, DARK, 1440",
        "tokens, /identity/tokens, en, LIGHT, 1440",
        "preferences, /identity/preferences, fr, LIGHT, 1440"
    })
    void showsItsPagesInBothLanguagesAndLights(
            String name, String path, String language, ColorScheme scheme, int width) {
        look(open(admin(Locale.of(language)), path, scheme, width), name);
    }

    private static Actor ines(Locale language) {
        return TestMembers.member("ines", language, new Grant("g1", Role.COMMUNITY_MANAGER, "alize", null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "sessions, /identity/sessions, fr, LIGHT, 1440",
        "sessions-dark, /identity/sessions, en, DARK, 1440",
        "sessions-phone, /identity/sessions, fr, LIGHT, 390"
    })
    void showsWhereAMemberIsSignedIn(String name, String path, String language, ColorScheme scheme, int width) {
        var agents = Map.of(
                "s-1", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "s-2",
                        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1");
        agents.forEach((id, agent) -> identity.jdbc().sql("""
                        insert into browser_session (session_id, member_id, agent, address, since, seen_at, ends_at)
                        values (?, 'ines', ?, '203.0.113.7', now() - interval '3 hours', now() - interval '4 minutes',
                                now() + interval '9 hours') on conflict do nothing""").params(id, agent).update());
        var opened = open(ines(Locale.of(language)), path, scheme, width);
        assertThat(opened.content()).contains("Firefox", "iPhone");
        look(opened, name);
    }

    @ParameterizedTest
    @CsvSource({"fr, LIGHT", "en, DARK"})
    void setsUpASecondFactorAndAsksForIt(String language, ColorScheme scheme) {
        var id = "factor-" + language;
        identity.put(
                admin(Locale.ENGLISH),
                "/api/identity/members/" + id,
                "{\"name\":\"%s\",\"email\":\"%s@alize.example\",\"language\":\"fr\",\"zone\":\"Europe/Paris\",\"password\":\"secret of them\"}"
                        .formatted(id, id));
        var member = TestMembers.member(id, Locale.of(language));
        var opened = open(member, "/identity/second-factor", scheme, 1440);
        look(opened, "factor-off-" + language);
        opened.fill("#current", "secret of them");
        opened.click("form .pv-btn.primary");
        opened.waitForSelector("#secret");
        look(opened, "factor-scan-" + language);
        opened.fill("#code", "12");
        opened.click("form .pv-btn.primary");
        opened.waitForSelector("#code-e");
        look(opened, "factor-wrong-" + language);
        opened.navigate(identity.url("/identity/step-up?parvis_then=/identity/tokens"));
        look(opened, "step-up-not-yet-" + language);
        identity.jdbc()
                .sql("update second_factor set confirmed_at = now() where member_id = ?")
                .param(id)
                .update();
        opened.navigate(identity.url("/identity/step-up?parvis_then=/identity/tokens"));
        opened.fill("#code", "000000");
        look(opened, "step-up-" + language);
        opened.navigate(identity.url("/identity/second-factor"));
        look(opened, "factor-on-" + language);
    }

    @ParameterizedTest
    @CsvSource({
        "rule, /identity/second-factor/rule, fr, LIGHT, 1440",
        "rule-dark, /identity/second-factor/rule, en, DARK, 1440",
        "company, /identity/company, fr, LIGHT, 1440",
        "company-dark, /identity/company, en, DARK, 1440",
        "directory, /identity/directory, fr, LIGHT, 1440",
        "directory-dark, /identity/directory, en, DARK, 1440",
        "directory-phone, /identity/directory, en, LIGHT, 390",
        "company-refused, /login?company=ADDRESS_TAKEN&lang=fr, fr, LIGHT, 1200",
        "step-up-done, /identity/step-up/done?parvis_then=/api/x, en, LIGHT, 1200"
    })
    void showsHowTheHouseIsEntered(String name, String path, String language, ColorScheme scheme, int width) {
        look(open(admin(Locale.of(language)), path, scheme, width), name);
    }

    @ParameterizedTest
    @CsvSource({
        "second-person, fr, LIGHT, 1440",
        "second-person-dark, en, DARK, 1440",
        "second-person-phone, fr, LIGHT, 390"
    })
    void showsWhatWaitsForASecondPerson(String name, String language, ColorScheme scheme, int width) {
        var zoe = Holders.holding(
                identity,
                TestMembers.member("zoe", Locale.of(language), new Grant("g", Role.ADMIN, "*", null, null, null)));
        var opened = open(zoe, "/identity/second-person", scheme, width);
        assertThat(opened.content()).contains("/identity/second-person/waiting/lea/uk-lead/confirm");
        look(opened, name);
        opened.navigate(identity.url("/identity/members/lea"));
        look(opened, name + "-member");
    }

    @Test
    void answersWhetherSomebodyMayInPlace() {
        var opened = open(admin(Locale.FRENCH), "/identity/members/priya", ColorScheme.LIGHT, 1440);
        opened.selectOption("#ask-action", "APPROVE");
        opened.selectOption("#ask-brand", "alize");
        opened.click("#ask-action ~ button");
        opened.waitForSelector("#answer .pv-note");
        assertThat(opened.textContent("#answer"))
                .contains("Oui. Priya Raman peut")
                .contains("Responsable");
        look(opened, "member-answer");
    }

    @Test
    void showsANewTokenOnce() {
        var opened = open(admin(Locale.ENGLISH), "/identity/tokens", ColorScheme.LIGHT, 1440);
        opened.fill("#label", "Nightly export");
        opened.click("form .pv-btn.primary");
        opened.waitForSelector("#token");
        var token = opened.textContent("#token");
        assertThat(token).matches("pvs_[A-Za-z0-9_-]{43}");
        look(opened, "token-made");
        opened.navigate(identity.url("/identity/tokens"));
        assertThat(opened.content()).doesNotContain(token);
    }
}
