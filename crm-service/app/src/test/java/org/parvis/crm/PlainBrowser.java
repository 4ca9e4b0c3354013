package org.parvis.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.parvis.boot.testing.RunningService;
import org.parvis.identity.rights.Actor;

/**
 * A browser without scripts: opens pages, sends their forms with everything the page put into them, follows where it is sent. What every
 * page must keep to, it asserts of each page it shows.
 */
final class PlainBrowser {

    private static final String GUARD = "guard-of-the-gateway";
    private static final Pattern FORM = Pattern.compile("(?s)<form([^>]*)>(.*?)</form>");
    private static final Pattern FIELD = Pattern.compile("(?s)<input([^>]*)>|<textarea([^>]*)>(.*?)</textarea>");
    private static final Pattern CHOICE = Pattern.compile("(?s)<select([^>]*)>(.*?)</select>");
    private static final Pattern OPTION = Pattern.compile("(?s)<option([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w-]+)=\"([^\"]*)\"");
    private static final Pattern READ_ALOUD = Pattern.compile("(?:aria-label|title|placeholder)=\"([^\"]*)\"");
    private static final Pattern RAW_ID = Pattern.compile(
            "\\bc-[0-9a-f]{32}\\b|\\bm-\\d+-|\\bline-\\w+|\\b[0-9a-f]{8}-[0-9a-f]{4}-|\\b(?:ines|hugo|emile|claire|paula|ada|helianthe|nimbus)\\b");
    private static final Pattern RAW_NAME = Pattern.compile(
            "\\b[A-Z]+_[A-Z_]+\\b"
                    + "|\\b(?:OPEN|SNOOZED|RESOLVED|MINE|TEAM|NOBODY|UNDECIDED|LATER|ACCEPTED|SHIPPED|DECLINED|QUESTION|CRITICISM|SUGGESTION"
                    + "|PRAISE|SPAM|OTHER|TOWN|DRAFT|SUBMITTED|CONFIRMED|EMPLOYEE|LEAD|AGENCY|AUDITOR|ADMIN|NEGATIVE|NEUTRAL|POSITIVE)\\b");
    private static final Pattern RAW_KEY = Pattern.compile("\\b(?:crm|shell|refusal|invalid|problem)\\.\\w+");

    private final RunningService service;
    private final Actor actor;

    PlainBrowser(RunningService service, Actor actor) {
        this.service = service;
        this.actor = actor;
    }

    /** What the browser shows, and under which address. */
    record Shown(int status, String address, String html) {

        /** What people read, or hear read. */
        String text() {
            var aloud = new StringBuilder();
            READ_ALOUD
                    .matcher(html)
                    .results()
                    .forEach(found -> aloud.append(' ').append(found.group(1)));
            return plain(html.replaceAll("(?s)<!--.*?-->|<[^>]*>", " ") + aloud);
        }

        /** Whether the error page of the house stands in for the page. */
        boolean isFailure() {
            return html.contains("class=\"pv-fail\"");
        }
    }

    Shown open(String address) {
        return open(address, "");
    }

    private Shown open(String address, String done) {
        var headers = new HashMap<>(Map.of("Accept", "text/html", "X-Parvis-Csrf", GUARD));
        if (!done.isEmpty()) {
            headers.put("Cookie", done);
        }
        return shown(address, service.send(actor, "GET", address, null, headers));
    }

    /** Only a part, as htmx asks for it. */
    Shown part(String address) {
        var answer = service.fragment(actor, address);
        assertThat(answer.body()).as(address).doesNotContain("<html");
        return sound(new Shown(answer.statusCode(), address, answer.body()));
    }

    /**
     * Sends the form with this action as the page drew it.
     *
     * @param typed names and values in turn; they replace what the page had put there
     */
    Shown press(Shown page, String action, String... typed) {
        var fields = fields(form(page, action));
        for (var at = 0; at < typed.length; at += 2) {
            fields.remove(typed[at]);
        }
        for (var at = 0; at < typed.length; at += 2) {
            fields.computeIfAbsent(typed[at], name -> new ArrayList<>()).add(typed[at + 1]);
        }
        return send(action, fields);
    }

    /** Sends fields to an address that no page offered. */
    Shown send(String action, Map<String, List<String>> fields) {
        var body = new StringBuilder();
        fields.forEach((name, values) -> values.forEach(value -> body.append(body.isEmpty() ? "" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value))));
        var answer = service.send(
                actor,
                "POST",
                action,
                body.toString(),
                Map.of(
                        "Accept",
                        "text/html",
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "X-Parvis-Csrf",
                        GUARD));
        if (answer.statusCode() != 302) {
            return shown(action, answer);
        }
        var done = answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst()
                .orElse("");
        // A service behind the gateway names itself in full; what counts is where on it.
        var next = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return open(next.getRawPath() + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery()), done);
    }

    /** The form that sends to this action, from its tag to its end. */
    private static String form(Shown page, String action) {
        var forms = FORM.matcher(page.html());
        while (forms.find()) {
            if (action.equals(attributes(forms.group(1)).get("action"))) {
                return forms.group(2);
            }
        }
        throw new AssertionError("No form for " + action + " on " + page.address() + "\n" + page.html());
    }

    private static Map<String, List<String>> fields(String form) {
        var fields = new HashMap<String, List<String>>();
        var found = FIELD.matcher(form);
        while (found.find()) {
            var isArea = found.group(1) == null;
            var tag = isArea ? found.group(2) : found.group(1);
            var attributes = attributes(tag);
            var isChoice = attributes.getOrDefault("type", "").matches("radio|checkbox");
            if (attributes.containsKey("name") && (!isChoice || tag.contains("checked"))) {
                // A browser leaves out the line break after the tag and sends every other one as two characters.
                var value = isArea
                        ? plain(found.group(3)).replaceFirst("^\r?\n", "").replaceAll("\r?\n", "\r\n")
                        : attributes.getOrDefault("value", isChoice ? "on" : "");
                fields.computeIfAbsent(attributes.get("name"), name -> new ArrayList<>())
                        .add(value);
            }
        }
        CHOICE.matcher(form)
                .results()
                .forEach(select -> chosen(select.group(2))
                        .ifPresent(value ->
                                fields.put(attributes(select.group(1)).get("name"), new ArrayList<>(List.of(value)))));
        return fields;
    }

    private static Optional<String> chosen(String options) {
        var tags =
                OPTION.matcher(options).results().map(found -> found.group(1)).toList();
        return tags.stream()
                .filter(tag -> tag.contains("selected"))
                .findFirst()
                .or(() -> tags.stream().findFirst())
                .map(tag -> attributes(tag).getOrDefault("value", ""));
    }

    private static Map<String, String> attributes(String tag) {
        var attributes = new HashMap<String, String>();
        ATTRIBUTE.matcher(tag).results().forEach(found -> attributes.put(found.group(1), plain(found.group(2))));
        return attributes;
    }

    private Shown shown(String address, HttpResponse<String> answer) {
        var page = new Shown(answer.statusCode(), address, answer.body());
        assertThat(page.html())
                .as(address)
                .contains("<html lang=\"" + actor.locale().getLanguage() + "\"");
        return sound(page);
    }

    /** What holds for every page and every part of one. */
    private static Shown sound(Shown page) {
        assertThat(page.html())
                .as("%s %s", page.status(), page.address())
                .doesNotContain("??", " style=", "<script>", "<img", "<b>bold", "javascript:");
        if (!page.isFailure()) {
            var text = page.text();
            for (var raw : List.of(RAW_ID, RAW_NAME, RAW_KEY)) {
                assertThat(raw.matcher(text).results().map(MatchResult::group))
                        .as("%s %s shows", page.status(), page.address())
                        .isEmpty();
            }
        }
        if (page.html().contains("<html")) {
            FORM.matcher(page.html())
                    .results()
                    .filter(form -> form.group(1).contains("method=\"post\""))
                    .forEach(form -> assertThat(form.group(2))
                            .as("what the gateway asks for, in form%s of %s", form.group(1), page.address())
                            .contains("name=\"_csrf\""));
        }
        return page;
    }

    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
