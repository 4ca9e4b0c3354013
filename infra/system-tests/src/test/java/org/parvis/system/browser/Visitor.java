package org.parvis.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.parvis.web.Accessibility;

/** One person at a browser of their own; what the browser complains about while they work is written down. */
final class Visitor implements AutoCloseable {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int DESK_WIDTH = 1440;
    private static final int DESK_HEIGHT = 900;
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;
    private static final int MOST_TABS = 60;

    private final BrowserContext context;
    private final Page page;
    private final URI house;
    private final Words words;
    private final List<String> complaints = new ArrayList<>();

    Visitor(Browser browser, URI house, String language) {
        this.house = house;
        this.words = new Words(language);
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setLocale(language.equals("fr") ? "fr-FR" : "en-GB")
                .setTimezoneId("Europe/Paris")
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(DESK_WIDTH, DESK_HEIGHT));
        this.page = context.newPage();
        page.onConsoleMessage(this::hear);
        page.onPageError(error -> complaints.add("script: " + error));
        page.onResponse(response -> {
            if (response.status() >= 500) {
                complaints.add(response.status() + " " + response.url());
            }
        });
    }

    /** Errors, and whatever the content security policy stopped. */
    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
            complaints.add("console: " + message.text() + " at " + message.location());
        }
    }

    Page page() {
        return page;
    }

    Words words() {
        return words;
    }

    /** Opens a page of the house. */
    void go(String path) {
        page.navigate(house + path);
    }

    /** Signs in at the door and stands on the first page of their day. */
    void signIn(String member, String password) {
        go("/");
        page.locator("input[name=name]").fill(member);
        page.locator("input[name=password]").fill(password);
        page.locator("form button[type=submit]").first().click();
        isInside();
    }

    /** The same without a mouse: the first field has the focus already. */
    void signInByKeyboard(String member, String password) {
        go("/");
        assertThat(page.locator("input[name=name]")).isFocused();
        page.keyboard().type(member);
        page.keyboard().press("Tab");
        page.keyboard().type(password);
        page.keyboard().press("Enter");
        isInside();
    }

    private void isInside() {
        assertThat(page.locator("#pv-side")).isAttached();
        assertThat(page.locator("html")).hasAttribute("lang", words.language());
    }

    /** Goes to a page through the palette. */
    void goByKeyboard(String key) {
        page.keyboard().press("Control+k");
        assertThat(page.locator("#pv-palette-q")).isFocused();
        page.keyboard().type(words.of(key));
        page.keyboard().press("Enter");
        assertThat(page.locator("#pv-side [aria-current='page']")).containsText(words.of(key));
        ready();
    }

    /** A page can be read a moment before it hears keys and buttons that only its scripts know. */
    void ready() {
        page.waitForLoadState();
    }

    /** Does what leads to another page, and is on it: the page before may look just like it. */
    void turns(Runnable act) {
        page.evaluate("() => document.body.toggleAttribute('data-left', true)");
        act.run();
        assertThat(page.locator("body:not([data-left])")).isAttached();
        ready();
    }

    /** With the tabulator to the link with these words. */
    void tabsTo(String key) {
        var text = words.of(key);
        for (var i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if (String.valueOf(page.evaluate("document.activeElement.textContent"))
                    .strip()
                    .startsWith(text)) {
                return;
            }
        }
        throw new AssertionError("No way with the tabulator to " + text);
    }

    /** Whether j, going down, or else k leads no further from the row with the focus. */
    boolean isAtTheEndOfTheQueue(boolean isGoingDown) {
        return (Boolean) page.evaluate(
                "at => Array.from(document.querySelectorAll('[data-row]')).at(at) === document.activeElement",
                isGoingDown ? -1 : 0);
    }

    /** Waits until nothing of the page is being loaded any more. */
    void settles() {
        assertThat(page.locator(".htmx-request, .htmx-swapping, .htmx-settling"))
                .hasCount(0);
    }

    /** Sends a form that the page does not offer, with all that a form of this house carries. */
    void posts(String path, String field, String value) {
        page.evaluate("""
                ([path, name, value]) => {
                  const form = document.createElement('form');
                  form.method = 'post';
                  form.action = path;
                  form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
                  document.querySelector('main').append(form);
                  const button = document.createElement('button');
                  form.append(button);
                  button.click();
                }
                """, List.of(path, field, value));
    }

    /** Goes to a page as people do: by its line in the navigation. */
    void follow(String line) {
        turns(page.locator("#pv-side [data-nav='" + line + "']")::click);
        assertThat(page.locator("#pv-side [data-nav='" + line + "'][aria-current='page']"))
                .isVisible();
    }

    /** The lines of the navigation, as far as this member sees them. */
    List<String> lines() {
        return page.locator("#pv-side [data-nav]").all().stream()
                .map(line -> line.getAttribute("data-nav"))
                .toList();
    }

    /** The button with these words, in the visitor's language. */
    Locator button(String key) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words.beginningOf(key)))
                .first();
    }

    /** The link with these words, in the visitor's language; a count may follow them. */
    Locator link(String key) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words.beginningOf(key)))
                .first();
    }

    /** Looks at the page: as it is, in the dark, and on a phone; and checks what would hinder people who use it otherwise. */
    void picture(String name) {
        page.waitForTimeout(250);
        shoot(name, "light");
        var findings = Accessibility.findings(page);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.waitForTimeout(250);
        shoot(name, "dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.waitForTimeout(250);
        page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
        shoot(name, "phone");
        findings.addAll(Accessibility.findings(page));
        page.setViewportSize(DESK_WIDTH, DESK_HEIGHT);
        assertThat(findings)
                .as("what would hinder people at %s (%s)", page.url(), name)
                .isEmpty();
    }

    private void shoot(String name, String how) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(words.language() + "-" + name + "-" + how + ".png")));
    }

    /** Nothing went wrong in the browser so far. */
    void hasNoComplaints() {
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
