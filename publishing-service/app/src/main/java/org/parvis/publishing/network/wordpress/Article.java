package org.parvis.publishing.network.wordpress;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.parvis.publishing.network.HtmlText;
import org.parvis.publishing.network.SameText;
import tools.jackson.databind.JsonNode;

/** A text as a post of a blog: a first line with an empty line under it is the title, paragraphs are paragraphs. Every word of it is the approved one. */
record Article(String title, String content) {

    private static final Pattern PARAGRAPHS = Pattern.compile("\\R[\\t ]*\\R\\s*");
    private static final Pattern LINES = Pattern.compile("\\R");
    private static final int LONGEST_TITLE = 200;

    static Article of(String text) {
        var parts = PARAGRAPHS.split(text.strip(), 2);
        var first = parts[0];
        var isTitle = parts.length == 2
                && first.length() <= LONGEST_TITLE
                && !LINES.matcher(first).find();
        return isTitle ? new Article(first.strip(), parts[1]) : new Article("", text.strip());
    }

    Map<String, Object> json(String slug, String state) {
        var json = new LinkedHashMap<String, Object>();
        json.put("slug", slug);
        json.put("status", state);
        json.put("title", HtmlText.escaped(title));
        json.put("content", html());
        return json;
    }

    private String html() {
        return Arrays.stream(PARAGRAPHS.split(content))
                .map(paragraph -> LINES.matcher(HtmlText.escaped(paragraph)).replaceAll("<br>"))
                .map(paragraph -> "<!-- wp:paragraph -->\n<p>" + paragraph + "</p>\n<!-- /wp:paragraph -->")
                .collect(Collectors.joining("\n\n"));
    }

    /** Whether a post says these words, as it is stored or as it is shown. */
    boolean is(JsonNode post) {
        return SameText.is(
                Typography.plain(title + " " + content),
                Typography.plain(text(post.path("title")) + " " + text(post.path("content"))));
    }

    private static String text(JsonNode field) {
        var raw = field.path("raw");
        return HtmlText.of(
                raw.isString() ? raw.stringValue() : field.path("rendered").asString(""));
    }
}
