package org.parvis.web.gallery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.web.Accessibility;
import org.parvis.web.view.SpansProbe;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The scripts of the shell in a real browser, under the real policy; pictures of the gallery go to {@code target/gallery}. */
@SpringBootTest(classes = GalleryApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class BrowserIT {

    /** How long something takes is part of no test here, only that it happens: machines that build are busy. */
    private static final double PATIENCE = 30_000;

    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("PARVIS_CHROMIUM", "/usr/bin/chromium"));

    /** Counts tones instead of sounding them: machines that build have no loudspeaker. */
    private static final String SOUND = """
            window.AudioContext = class {
              state = 'running'; currentTime = 0; destination = {};
              resume() { return Promise.resolve(); }
            };
            window.GainNode = class { gain = { setTargetAtTime() {} }; connect() { return this; } };
            window.OscillatorNode = class {
              connect(next) { return next; }
              stop() { /* ends by itself */ }
              start() { document.body.dataset.tones = Number(document.body.dataset.tones ?? 0) + 1; }
            };
            """;

    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort
    private int port;

    private Page page;
    private final List<String> complaints = new ArrayList<>();

    /** Words of complaints that a test provokes, whenever they come: the page may try once more while the test ends. */
    private final List<String> foreseen = new ArrayList<>();

    @BeforeAll
    static void start() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
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
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @BeforeEach
    void open() {
        page = newPage(1440, 900);
    }

    @AfterEach
    void close() {
        page.context().close();
        assertThat(complaints)
                .as("what the browser complained about")
                .allMatch(complaint -> foreseen.stream().anyMatch(complaint::contains));
    }

    @ParameterizedTest
    @CsvSource({
        "states, en, light, 1440", "states, fr, dark, 1440", "today, fr, light, 1440", "today, en, dark, 1200",
        "today, fr, light, 390", "alert, en, light, 1440", "alert, en, dark, 390", "queue, fr, light, 1000",
        "states, en, light, 390"
    })
    void looksLikeTheDesignAndHindersNobody(String name, String language, String theme, int width) {
        page.setViewportSize(width, width < 800 ? 844 : 900);
        go("/gallery/" + name + "?as=LEAD&lang=" + language + "&theme=" + theme);
        page.waitForTimeout(400);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "gallery", name + "-" + language + "-" + theme + "-" + width + ".png")));

        assertThat(Accessibility.findings(page)).isEmpty();
    }

    @Test
    void walksAQueueFromTheKeyboardWithOneRowInTheTabOrder() {
        go("/gallery/queue");
        page.keyboard().press("j");
        assertThat(page.locator("#c-0")).isFocused();
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("k");

        assertThat(page.locator("#c-1")).isFocused();
        assertThat(page.locator("#c-1")).hasAttribute("aria-current", "true");
        assertThat(page.locator("[data-row][tabindex='0']")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("#c-1$"));
    }

    /** The pane follows the queue by a moment: who goes on and decides at once must not decide on what they have just left. */
    @Test
    void lendsTheKeysOfAPaneOnlyWhileItShowsTheSelectedRow() {
        go("/gallery/queue");
        page.evaluate("""
                () => {
                  document.querySelectorAll('[data-row]').forEach((row) => row.setAttribute('hx-target', '#pane'));
                  document.querySelectorAll('form').forEach((form) => form.remove());
                  document.querySelector('main').insertAdjacentHTML('beforeend',
                    '<div id="pane"><form><button type="button" data-key="x" data-primary>Resolve</button></form></div>');
                  document.querySelector('#pane button').addEventListener('click', (event) => {
                    event.target.textContent += '!';
                  });
                  window.shows = (id) => document.getElementById('pane').dispatchEvent(new CustomEvent('htmx:afterSettle',
                    { bubbles: true, detail: { requestConfig: { elt: document.getElementById(id) } } }));
                }""");
        var act = page.locator("#pane button");
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("Control+Enter");
        assertThat(act).hasText("Resolve");
        page.evaluate("() => window.shows('c-0')");
        page.keyboard().press("x");
        page.keyboard().press("Control+Enter");
        assertThat(act).hasText("Resolve!!");
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("Control+Enter");
        assertThat(act).hasText("Resolve!!");
        page.evaluate("() => window.shows('c-1')");
        page.keyboard().press("x");
        assertThat(act).hasText("Resolve!!!");
    }

    /** A dialog opened on what is being left would be closed by the answer, with what was typed in it. */
    @Test
    void takesNoClicksInAPaneWhoseNextMatterIsOnItsWay() {
        var answers = new ArrayList<Route>();
        foreseen.addAll(List.of("htmx:afterRequest", "htmx:sendAbort"));
        go("/gallery/queue");
        page.route("**/gallery/matter", answers::add);
        page.evaluate("""
                () => {
                  const row = document.getElementById('c-0');
                  row.setAttribute('hx-get', '/gallery/matter');
                  row.setAttribute('hx-target', '#pane');
                  row.setAttribute('hx-sync', '#pane:replace');
                  window.htmx.process(row);
                  document.querySelector('main').insertAdjacentHTML('beforeend', '<div id="pane"><button>Before</button></div>');
                }""");
        page.locator("#c-0").click();
        assertThat(page.locator("#pane")).hasAttribute("inert", "");
        assertThat(page.locator("#pane")).hasAttribute("aria-busy", "true");
        page.locator("#c-0").click();
        page.waitForCondition(() -> answers.size() == 2);
        assertThat(page.locator("#pane")).hasAttribute("inert", "");
        answers.getLast()
                .fulfill(new Route.FulfillOptions().setContentType("text/html").setBody("<button>After</button>"));
        assertThat(page.locator("#pane button")).hasText("After");
        assertThat(page.locator("#pane:not([inert], [aria-busy])")).hasCount(1);
    }

    /** An answer brings back the row it is about, marked as it was when somebody asked; they have gone on since. */
    @Test
    void keepsTheRowThatSomebodyCameToLastWhateverAnAnswerMarks() {
        go("/gallery/queue");
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.locator("#c-1")).hasAttribute("aria-current", "true");
        page.evaluate("""
                () => {
                  document.getElementById('c-0').setAttribute('aria-current', 'true');
                  document.body.dispatchEvent(new CustomEvent('htmx:oobAfterSwap', { bubbles: true, detail: {} }));
                }""");
        assertThat(page.locator("[data-row][aria-current='true']")).hasCount(1);
        assertThat(page.locator("#c-1")).hasAttribute("aria-current", "true");
        page.keyboard().press("j");
        assertThat(page.locator("#c-2")).hasAttribute("aria-current", "true");
    }

    /** A form that leaves its page takes what was typed with it; where nobody is signed in any more it would be gone. */
    @Test
    void keepsWhatWasTypedWhenTheSessionEndedMeanwhile() {
        var status = new AtomicInteger(401);
        foreseen.add("401");
        go("/gallery/queue");
        page.route("**/gallery/counts", route -> route.fulfill(new Route.FulfillOptions().setStatus(status.get())));
        page.route(
                "**/gallery/plain",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody("<title>Saved</title>")));
        page.evaluate("""
                () => document.querySelector('main').insertAdjacentHTML('afterbegin',
                  '<form method="post" action="/gallery/plain"><textarea name="plain"></textarea><button id="save">Save</button></form>')""");
        page.locator("[name=plain]").fill("Three paragraphs");
        page.locator("#save").click();
        assertThat(page.getByText("You are no longer signed in.").first()).isVisible();
        assertThat(page.locator("[name=plain]")).hasValue("Three paragraphs");
        status.set(200);
        page.locator("#save").click();
        assertThat(page).hasTitle("Saved");
    }

    @Test
    void leavesTheKeysAloneWhileSomebodyTypes() {
        go("/gallery/queue");
        page.keyboard().press("r");
        assertThat(page.locator("#text")).isFocused();
        page.keyboard().type("jke?/");

        assertThat(page.locator("#text")).hasValue("jke?/");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        assertThat(page.locator("#pv-keys")).isVisible();
    }

    @Test
    void findsAPageWithoutItsAccents() {
        go("/gallery/queue?lang=fr");
        page.keyboard().press("Control+k");
        page.keyboard().type("boite");

        assertThat(page.locator("#pv-palette-list > :visible")).hasCount(1);
        assertThat(page.locator("#pv-palette-list > :visible")).hasText("Boîte");
        page.keyboard().type("xyz");
        assertThat(page.locator("#pv-palette .none")).isVisible();
    }

    @Test
    void offersTheControlsOfThePageInThePalette() {
        go("/gallery/queue");
        page.keyboard().press("Control+k");
        page.keyboard().type("close");
        page.keyboard().press("Enter");

        assertThat(page.locator(".pv-toast")).containsText("Closed");
    }

    @Test
    void showsARefusalInWordsAndKeepsTheText() {
        go("/gallery/queue");
        page.locator("#text").fill("Bonjour");
        page.keyboard().press("Control+Enter");

        assertThat(page.locator("[data-errors] .err")).containsText("The reply was not submitted.");
        assertThat(page.locator("[data-errors] .err")).containsText("Your text is kept, nothing was sent.");
        assertThat(page.locator("[data-errors] code")).hasText("CONVERSATION_MOVED_ON");
        assertThat(page.locator("#text")).hasValue("Bonjour");
        assertThat(page.locator("#go")).not().hasAttribute("aria-busy", "true");
        foreseen.add("409");
    }

    @Test
    void showsWhyAFormDoesNotFitInThatFormWhereverItsAnswerWouldGo() {
        go("/gallery/queue");
        for (var time = 0; time < 2; time++) {
            page.waitForResponse(
                    "**/gallery/unfit", () -> page.locator("#leave").click());
            assertThat(page.locator("#note [data-errors] .err")).containsText("The note is too long.");
            assertThat(page.locator(".err:visible")).hasCount(1);
        }
        assertThat(page.locator("#queue .q-it")).not().hasCount(0);
        page.locator("#note [data-retry]").click();
        assertThat(page.locator("#note [data-errors] code")).hasText("NOTE_TOO_LONG");
        foreseen.add("422");
    }

    @Test
    void tellsOfNewerItemsWithoutMovingAnything() {
        page.waitForResponse("**/live?topics=*", () -> go("/gallery/queue"));
        change("another-brand", "x1");
        change("helianthe-fr", "x2");
        change("helianthe-fr", "x3");
        change("helianthe-fr", "x3");

        var notice = page.locator("[data-newer]");
        assertThat(notice).isVisible();
        assertThat(notice.locator("span").first()).hasText("2 newer items");
        page.evaluate("document.getElementById('c-0').dataset.old = 'true'");
        notice.locator("button").click();
        assertThat(notice).isHidden();
        assertThat(page.locator("#c-0[data-old]")).hasCount(0);
        assertThat(page.locator("#c-0")).hasCount(1);
    }

    @Test
    void loadsMoreInPlaceUntilThereIsNoMore() {
        go("/gallery/queue");
        page.locator(".pv-more").click();
        assertThat(page.locator("[data-row]")).hasCount(10);
        page.locator(".pv-more").click();
        assertThat(page.locator("[data-row]")).hasCount(15);
        assertThat(page.locator(".pv-more")).hasCount(0);
    }

    @Test
    void savesADraftAndSaysWhen() {
        go("/gallery/queue?lang=fr");
        page.locator("#text").pressSequentially("Bonjour");

        assertThat(page.locator("#kept")).hasText(Pattern.compile("Brouillon enregistré à 08:1\\d:\\d\\d"));
        assertThat(page.evaluate("localStorage.getItem('pv-draft:ines-caradec:/gallery/drafts/one')"))
                .isNull();
    }

    @Test
    void keepsADraftOnThisDeviceWhenItCannotBeSaved() {
        go("/gallery/queue");
        page.locator("#text").fill("will fail");
        assertThat(page.locator("#kept")).containsText("kept on this device");

        page.reload();
        assertThat(page.locator("#text")).hasValue("will fail");
        foreseen.add("503");
    }

    @Test
    void countsWhatPeopleCallCharactersAndRefusesTooMany() {
        go("/gallery/queue");
        page.locator("#text").fill("👩‍👩‍👧‍👧é");
        assertThat(page.locator("#n")).hasText("2 / 20");

        page.locator("#text").fill("x".repeat(23));
        assertThat(page.locator("#n")).containsText("3 too many");
        assertThat(page.locator("#go")).hasAttribute("aria-disabled", "true");
        page.locator("#go").dispatchEvent("click");
        assertThat(page.locator(".err:visible")).hasCount(0);

        page.locator("#text").fill("short");
        assertThat(page.locator("#go")).not().hasAttribute("aria-disabled", "true");
    }

    @Test
    void asksWithTheVerbOnTheButtonBeforeSomethingGrave() {
        go("/gallery/alert");
        // Told by an attribute: a script that polls in the page is an eval, which the policy refuses from its second
        // turn.
        page.evaluate(
                "document.querySelector('[data-confirm]').addEventListener('click', () => document.body.dataset.pressed = 'yes')");
        page.keyboard().press("i");
        assertThat(page.locator("#pv-ask")).isVisible();
        page.locator("#pv-ask [value=no]").click();
        assertThat(page.locator("body")).not().hasAttribute("data-pressed", "yes");

        page.keyboard().press("i");
        page.locator("#pv-ask").getByText("Open an incident", exactly()).click();
        assertThat(page.locator("body")).hasAttribute("data-pressed", "yes");
    }

    @Test
    void bringsTodayInOrderOfUrgencyAndSaysWhatIsMissing() {
        go("/gallery/today?down=1");

        assertThat(page.locator("[data-today] .err")).isVisible();
        assertThat(page.locator("[data-today] .td-sec h2")).hasText(new Pattern[] {
            Pattern.compile("^Incident"), Pattern.compile("^Échéances"), Pattern.compile("^À approuver"),
            Pattern.compile("^Envois"), Pattern.compile("^Suggestions"), Pattern.compile("^Sources")
        });
        assertThat(page.locator("[data-sums]"))
                .hasText("Depuis votre départ vendredi à 18:42 : 1 incident, 4 échéances avant 10:12, 3 relectures,"
                        + " 2 envois à reprendre.");
        foreseen.add("503");
    }

    @Test
    void switchesTheThemeAtOnceAndTellsTheServer() {
        var told = new ArrayList<String>();
        page.route("**/identity/preferences", route -> {
            told.add(route.request().postData());
            route.fulfill(new com.microsoft.playwright.Route.FulfillOptions().setStatus(204));
        });
        go("/gallery/queue?theme=light");
        page.locator("[data-theme-toggle]").first().click();

        assertThat(page.locator("html")).hasAttribute("data-bs-theme", "dark");
        page.waitForCondition(() -> told.contains("theme=DARK"));
    }

    @Test
    void takesTheStingOutOfAHostileAnswer() {
        page.route(
                "**/gallery/queue?from=5",
                route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("""
                        <div id="hostile"><img alt="x" src="data:image/png;base64,x" onerror="window.stung = true">
                        <script>window.stung = true</script><a href="java&#10;script:window.stung=true">a</a>
                        <a href="javascript:window.stung=true" hx-on:click="window.stung=true" style="color:red">b</a>
                        <iframe srcdoc="<script>parent.stung=true</script>"></iframe></div>
                        """)));
        go("/gallery/queue");
        page.locator(".pv-more").click();

        assertThat(page.locator("#hostile")).isVisible();
        assertThat(page.locator("#hostile script, #hostile iframe, #hostile [onerror], #hostile [style]"))
                .hasCount(0);
        assertThat(page.locator("#hostile a").last()).not().hasAttribute("href", Pattern.compile(".+"));
        page.locator("#hostile a").last().click();
        assertThat(page.evaluate("window.stung")).isNull();
        complaints.clear();
    }

    @Test
    void refusesStringsAsMarkupThatDidNotPassThePolicy() {
        go("/gallery/queue");

        assertThat(page.evaluate("""
                () => {
                  const place = document.createElement('div');
                  place.innerHTML = '<b onclick="x()">bold</b><script>1</script>';
                  return place.innerHTML;
                }
                """)).isEqualTo("<b>bold</b>");
        complaints.clear();
    }

    @Test
    void countsAnUndoDownAndSaysSoEveryFiveSeconds() {
        go("/gallery/states");
        assertThat(page.locator("[data-undo] [data-left]")).hasText(Pattern.compile("goes in 1[0-4].s"));
        assertThat(page.locator("#pv-say"))
                .containsText(
                        "goes in 10",
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(8000));
    }

    @Test
    void opensTheWholeNavigationFromTheBarOfAPhone() {
        page.setViewportSize(390, 844);
        go("/gallery/queue?as=LEAD");
        assertThat(page.locator(".pv-bar")).isVisible();
        assertThat(page.locator("#pv-side")).isHidden();
        page.locator(".pv-bar button").click();

        assertThat(page.locator("#pv-side")).isVisible();
        assertThat(page.locator("#pv-side .pv-nav")).containsText("Guidelines and policy");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "gallery", "phone-navigation.png")));
        page.keyboard().press("Escape");
        assertThat(page.locator("#pv-side")).isHidden();
    }

    @Test
    void opensTheMembersMenu() {
        go("/gallery/queue?lang=fr");
        page.locator(".pv-me").click();

        assertThat(page.locator("#pv-me-menu")).isVisible();
        assertThat(page.locator("#pv-me-menu")).containsText("Les heures sont celles de Paris, CET");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "gallery", "menu.png")));
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "gallery", "keys.png")));
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "gallery", "palette.png")));
    }

    @Test
    void countsWithTheSameWordsAsTheServer() {
        go("/gallery/queue?lang=fr");
        var script =
                "async (ms) => (await import(document.querySelector('script[type=module]').src.replace('parvis.js',"
                        + " 'time.js'))).span(ms)";

        for (var text : List.of("PT14S", "PT59M59S", "PT1H", "PT94M", "PT61M", "PT32H14M", "P3DT19H", "P38DT5H")) {
            var length = Duration.parse(text);
            assertThat(page.evaluate(script, (double) length.toMillis())).isEqualTo(SpansProbe.words(length, "j"));
        }
    }

    @Test
    void findsWhatAReaderWouldStumbleOver() {
        go("/gallery/queue");
        page.evaluate("""
                () => {
                  const main = document.querySelector('main');
                  for (const name of ['button', 'input', 'h1']) main.append(document.createElement(name));
                  main.lastElementChild.id = 'queue';
                  main.querySelector('a').tabIndex = 3;
                }
                """);

        assertThat(Accessibility.findings(page))
                .anyMatch(finding -> finding.startsWith("a control without a name"))
                .anyMatch(finding -> finding.startsWith("a field without a name"))
                .anyMatch(finding -> finding.contains("one h1"))
                .anyMatch(finding -> finding.startsWith("the id queue"))
                .anyMatch(finding -> finding.startsWith("a tab order of its own"));
    }

    @Test
    void saysOnAPhoneThatTheConnectionIsLost() {
        page.setViewportSize(390, 844);
        go("/gallery/queue?lang=fr");
        assertThat(page.locator("#pv-lost")).isHidden();
        page.context().setOffline(true);

        assertThat(page.locator("#pv-lost")).isVisible();
        assertThat(page.locator("#pv-lost")).hasText("Connexion perdue, nouvel essai");
        foreseen.add("ERR_INTERNET_DISCONNECTED");
    }

    @Test
    void makesItselfHeardOnOnePageAndShowsTheCallOnEach() {
        var asked = new AtomicInteger();
        var calls = new AtomicReference<>("[{\"id\":\"e 1\",\"reason\":\"Smoke in cabin 12\",\"calls\":1}]");
        page.context().addInitScript(SOUND);
        page.context().route("**/moderation/calls", route -> {
            asked.incrementAndGet();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(calls.get()));
        });
        go("/gallery/queue?as=LEAD&lang=fr");
        assertThat(page.locator("#pv-call b")).hasText("On vous appelle : Smoke in cabin 12");
        assertThat(page.locator("#pv-call a")).hasAttribute("href", "/moderation/escalations/e%201");
        assertThat(page).hasTitle(Pattern.compile("^● .*"));
        assertThat(page.locator("body")).hasAttribute("data-tones", "4");
        assertThat(Accessibility.findings(page)).isEmpty();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "gallery", "call.png")));

        var second = page.context().newPage();
        second.navigate("http://localhost:" + port + "/gallery/queue?as=LEAD&lang=en");
        assertThat(second.locator("#pv-call b")).hasText("You are called: Smoke in cabin 12");
        assertThat(asked).as("one page asks for all").hasValue(1);
        second.locator("[data-quiet]").click();
        assertThat(second.locator("[data-quiet]")).isHidden();
        assertThat(page.locator("[data-quiet]")).isHidden();
        page.close();

        // The other takes over: quiet while it is the same call, loud when it comes again, gone when somebody has it.
        page = second;
        assertThat(page.locator("#pv-call b")).isVisible();
        page.waitForCondition(() -> asked.get() == 2);
        assertThat(page.locator("body")).not().hasAttribute("data-tones", Pattern.compile(".*"));
        calls.set("[{\"id\":\"e 1\",\"reason\":\"Smoke in cabin 12\",\"calls\":2}]");
        go("/gallery/queue?as=LEAD&lang=en");
        assertThat(page.locator("body")).hasAttribute("data-tones", "4");
        assertThat(page.locator("[data-quiet]")).isVisible();
        calls.set("[]");
        go("/gallery/queue?as=LEAD&lang=en");
        page.waitForCondition(() -> asked.get() == 4);
        assertThat(page.locator("#pv-call")).hasCount(0);
    }

    private void go(String path) {
        page.navigate("http://localhost:" + port + path);
    }

    private void change(String brand, String item) {
        page.request().post("http://localhost:" + port + "/gallery/change?brand=" + brand + "&item=" + item);
    }

    private Page newPage(int width, int height) {
        var opened = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setReducedMotion(ReducedMotion.REDUCE))
                .newPage();
        opened.onConsoleMessage(message -> {
            // The gallery runs alone: the other services are not there to be asked for counts and calls.
            var isNeighbour =
                    message.location().contains("/counts") || message.location().contains("/calls");
            if (message.type().equals("error") && !isNeighbour) {
                complaints.add(message.text());
            }
        });
        opened.onPageError(complaints::add);
        return opened;
    }

    private static com.microsoft.playwright.Locator.GetByTextOptions exactly() {
        return new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true);
    }
}
