package org.parvis.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.parvis.identity.rights.Actor;

/** A browser without scripts: asks for pages, sends forms, follows where it is sent; and sees when a page shows what is not for eyes. */
final class Browser {

    /** Ids of ours, names of constants, keys of messages. */
    private static final Pattern RAW = Pattern.compile(String.join(
            "|",
            "\\braw-",
            "\\bhelianthe\\b(?!\\.)",
            "\\bd-[0-9a-f]{32}\\b",
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}",
            "\\b[A-Z]+_[A-Z_0-9]+\\b",
            "\\b(?:DRAFT|SUBMITTED|RELEASED|ATTEMPTED|CONFIRMED|REJECTED|PARKED|UNKNOWN|CANCELLED|MISSED|READY|HELD|STOP)\\b",
            "\\b(?:TOWN|BLUESKY|MASTODON|WORDPRESS|WEBHOOK|MANUAL|REPLY|POST|BRAND|CHANNEL|ADVICE|NEWS|TIMEOUT|EXPIRED)\\b",
            "\\b(?:publishing|refusal|invalid|delivery|problem)\\.[a-z]+"));

    /** What somebody outside, or inside, may write anywhere; and what a page makes of it. */
    static final String HOSTILE = "<script>alert(1)</script> & co";

    static final String HARMLESS = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co";

    private static final String FORM = "application/x-www-form-urlencoded";

    private Browser() {}

    /** A page that is there. */
    static String page(Actor reader, String path) {
        var answer = House.service().page(reader, path);
        assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(200);
        return fit(answer.body(), path);
    }

    static String fragment(Actor reader, String path) {
        var answer = House.service().fragment(reader, path);
        assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("<html");
        return fit(answer.body(), path);
    }

    static int status(Actor reader, String path) {
        return House.service().page(reader, path).statusCode();
    }

    /** Sends a form: names and values in turn. */
    static HttpResponse<String> submit(Actor reader, String path, String... fields) {
        return House.service().submit(reader, path, encoded(fields));
    }

    /** Sends a form that is taken, and answers the page it leads to. */
    static String done(Actor reader, String path, String... fields) {
        var answer = submit(reader, path, fields);
        assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(302);
        var next = URI.create(answer.headers().firstValue("Location").orElseThrow());
        var told = answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("parvis_done="))
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .findFirst()
                .orElse("");
        var shown = House.service()
                .send(reader, "GET", next.getPath(), null, Map.of("Accept", "text/html", "Cookie", told));
        assertThat(shown.statusCode()).as(next + "\n" + shown.body()).isEqualTo(200);
        return fit(shown.body(), next.getPath());
    }

    /** Sends a form that is not taken; the same page comes back and says why. */
    static String refused(int status, Actor reader, String path, String... fields) {
        var answer = submit(reader, path, fields);
        assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(status);
        assertThat(answer.body()).as(path).doesNotContain("class=\"pv-fail\"");
        return fit(answer.body(), path);
    }

    /** Sends a form as htmx does, and answers the part that comes back. */
    static String sent(int status, Actor reader, String path, String... fields) {
        var answer = House.service()
                .send(
                        reader,
                        "POST",
                        path,
                        encoded(fields),
                        Map.of("Content-Type", FORM, "Accept", "text/html", "HX-Request", "true"));
        assertThat(answer.statusCode()).as(path + "\n" + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .as(path + "\n" + answer.body())
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        return fit(answer.body(), path);
    }

    /** Keeps a draft, as the page does while somebody types. */
    static int put(Actor reader, String path, String... fields) {
        return House.service()
                .send(reader, "PUT", path, encoded(fields), Map.of("Content-Type", FORM))
                .statusCode();
    }

    /** All fields of a form as usual, one of them as it is wanted. */
    static String[] fields(String field, String value, String... usual) {
        var fields = usual.clone();
        for (var at = 0; at < fields.length; at += 2) {
            fields[at + 1] = fields[at].equals(field) ? value : fields[at + 1];
        }
        return fields;
    }

    private static String encoded(String... fields) {
        var form = new StringBuilder();
        for (var at = 0; at < fields.length; at += 2) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(fields[at], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(fields[at + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    /** What stands in a page at a place that a pattern names. */
    static String named(String html, String pattern) {
        var found = Pattern.compile(pattern).matcher(html);
        assertThat(found.find()).as(pattern + "\n" + html).isTrue();
        return found.group(1);
    }

    private static String fit(String html, String path) {
        assertThat(html)
                .as(path)
                .doesNotContain("??", " style=", "very-secret", "<script>alert", "<b>bold")
                .doesNotContainPattern("(?:aria-label|placeholder|title|data-confirm)=\"(?:publishing|shell)\\.");
        var seen = RAW.matcher(visible(html));
        assertThat(seen.find() ? around(visible(html), seen.start()) : "")
                .as(path)
                .isEmpty();
        return html;
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60));
    }

    /** The words a reader sees. Addresses on a network and codes to quote are meant to be as they are. */
    static String visible(String html) {
        return html.replaceAll("(?s)<(script|style|svg|template|code)\\b.*?</\\1>", " ")
                .replaceAll("(?s)<[^>]*>", " ")
                .replaceAll("https?://\\S+", " ")
                .replaceAll("\\s+", " ");
    }
}
