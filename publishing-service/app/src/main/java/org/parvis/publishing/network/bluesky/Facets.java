package org.parvis.publishing.network.bluesky;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What in a text is a link, a mention or a hashtag. The protocol does not find them itself: it is told, in offsets that count the bytes of
 * the text in UTF-8.
 */
final class Facets {

    private static final Pattern LINK = Pattern.compile("(?<=^|[\\s(«\"])https?://[^\\s<>\"«»]{3,2000}");
    private static final Pattern MENTION =
            Pattern.compile("(?<=^|[\\s(«\"])@([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9]"
                    + "(?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?){1,10})");
    private static final Pattern TAG = Pattern.compile("(?<=^|\\s)#([\\p{L}\\p{N}_]*\\p{L}[\\p{L}\\p{N}_]*)");
    private static final Pattern NOT_THE_LINK = Pattern.compile("(?<![.,;:!?…'’])[.,;:!?…'’]++$");
    private static final int MAX = 30;

    private Facets() {}

    /** The handles a text names. */
    static Set<String> handles(String text) {
        return MENTION.matcher(text)
                .results()
                .limit(MAX)
                .map(mention -> mention.group(1))
                .collect(Collectors.toSet());
    }

    /** @param accounts the accounts by handle; a handle nobody has stays plain text */
    static List<Map<String, Object>> of(String text, Map<String, String> accounts) {
        var found = new ArrayList<Span>();
        var links = LINK.matcher(text);
        while (links.find() && found.size() < MAX) {
            var link = trimmed(links.group());
            found.add(new Span(links.start(), links.start() + link.length(), feature("link", "uri", link)));
        }
        var mentions = MENTION.matcher(text);
        while (mentions.find() && found.size() < MAX) {
            var did = accounts.get(mentions.group(1));
            if (did != null) {
                found.add(new Span(mentions.start(), mentions.end(), feature("mention", "did", did)));
            }
        }
        var tags = TAG.matcher(text);
        while (tags.find() && found.size() < MAX) {
            if (tags.group(1).codePointCount(0, tags.group(1).length()) <= 64) {
                found.add(new Span(tags.start(), tags.end(), feature("tag", "tag", tags.group(1))));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Span::start))
                .map(span -> span.facet(text))
                .toList();
    }

    private static String trimmed(String link) {
        var end = NOT_THE_LINK.matcher(link).replaceAll("");
        // A bracket that opens before the link closes after it.
        return end.endsWith(")") && count(end, ')') > count(end, '(') ? end.substring(0, end.length() - 1) : end;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(character -> character == wanted).count();
    }

    private static Map<String, Object> feature(String kind, String property, String value) {
        var feature = new LinkedHashMap<String, Object>();
        feature.put("$type", "app.bsky.richtext.facet#" + kind);
        feature.put(property, value);
        return feature;
    }

    private record Span(int start, int end, Map<String, Object> feature) {

        Map<String, Object> facet(String text) {
            var index = new LinkedHashMap<String, Object>();
            index.put("byteStart", bytes(text.substring(0, start)));
            index.put("byteEnd", bytes(text.substring(0, end)));
            var facet = new LinkedHashMap<String, Object>();
            facet.put("index", index);
            facet.put("features", List.of(feature));
            return facet;
        }

        private static int bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
