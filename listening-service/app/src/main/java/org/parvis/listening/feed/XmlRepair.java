package org.parvis.listening.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.owasp.html.Encoding;

/**
 * Makes well-formed XML out of what was meant to be XML: closes what was left open, escapes what should have been escaped,
 * declares what was used without declaration, and knows the names of HTML's characters.
 */
final class XmlRepair {

    private static final int MAX_DEPTH = 128;
    private static final int MAX_REFERENCE = 33;
    private static final Set<String> ITEMS = Set.of("item", "entry");
    private static final Set<String> SIMPLE_FIELDS = Set.of(
            "title", "link", "guid", "id", "pubdate", "category", "comments", "updated", "published", "language");
    private static final Map<String, String> WELL_KNOWN = Map.of(
            "dc", "http://purl.org/dc/elements/1.1/",
            "content", "http://purl.org/rss/1.0/modules/content/",
            "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "atom", "http://www.w3.org/2005/Atom",
            "xhtml", "http://www.w3.org/1999/xhtml",
            "media", "http://search.yahoo.com/mrss/",
            "itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "slash", "http://purl.org/rss/1.0/modules/slash/");

    /** What a feed is made of is called by a word. */
    private static final int MAX_NAME = 300;

    private final String in;
    private final StringBuilder out;
    private final int most;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Set<String> missing = new HashSet<>();
    private int at;
    private int pieces;
    private int items;

    /** An element that was opened, and the prefixes declared on it. */
    private record Open(String name, Set<String> prefixes) {

        boolean isOneOf(Set<String> names) {
            return names.contains(name.toLowerCase(Locale.ROOT));
        }
    }

    private XmlRepair(String in) {
        this.in = in;
        this.out = new StringBuilder(in.length() + in.length() / 8);
        this.most = 2 * in.length() + 64 * 1024;
    }

    /**
     * What cannot be understood becomes text. Items beyond those that are read are left out.
     *
     * @throws FeedRefused when it is made of more pieces than would be read, or grows too much
     */
    static String repair(String text) {
        return new XmlRepair(text).run();
    }

    private String run() {
        boolean rootSeen = false;
        while (at < in.length()) {
            if (rootSeen && open.isEmpty()) {
                break;
            }
            char c = in.charAt(at);
            if (c != '<') {
                text();
            } else if (in.startsWith("<![CDATA[", at)) {
                cdata();
            } else if (in.startsWith("<!--", at)) {
                skipPast("-->", 4);
            } else if (in.startsWith("<?", at)) {
                skipPast("?>", 2);
            } else if (in.startsWith("<!", at)) {
                skipPast(">", 2);
            } else if (in.startsWith("</", at)) {
                endTag();
            } else if (at + 1 < in.length() && isNameStart(in.charAt(at + 1)) && open.size() < MAX_DEPTH) {
                startTag();
                rootSeen = true;
            } else {
                literal("<");
                at++;
            }
        }
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
    }

    /** The parser would refuse so many too, but until then all of them would be in memory. */
    private void count() {
        if (++pieces > XmlDocuments.MAX_PIECES) {
            throw new FeedRefused(FeedRefused.Reason.TOO_LARGE);
        }
    }

    private void bound() {
        if (out.length() > most) {
            throw new FeedRefused(FeedRefused.Reason.TOO_LARGE);
        }
    }

    private void text() {
        int end = find("<", at);
        var run = in.substring(at, end < 0 ? in.length() : end);
        at += run.length();
        if (!open.isEmpty()) {
            escape(run, false);
        }
    }

    private void cdata() {
        int start = at + 9;
        int end = find("]]>", start);
        literal(in.substring(start, end < 0 ? in.length() : end));
        at = end < 0 ? in.length() : end + 3;
    }

    private void skipPast(String end, int offset) {
        int i = find(end, at + offset);
        if (i < 0 && !end.equals(">")) {
            // Never closed: give up only the tag itself, not the rest of the feed.
            i = find(">", at);
            at = i < 0 ? in.length() : i + 1;
            return;
        }
        at = i < 0 ? in.length() : i + end.length();
    }

    /** Looks ahead; what was not found once is not looked for again, or a feed of openings alone would take for ever. */
    private int find(String what, int from) {
        if (missing.contains(what)) {
            return -1;
        }
        int i = in.indexOf(what, from);
        if (i < 0) {
            missing.add(what);
        }
        return i;
    }

    private void endTag() {
        int end = find(">", at);
        var name = name(at + 2);
        at = end < 0 ? in.length() : end + 1;
        if (open.stream().noneMatch(o -> o.name().equalsIgnoreCase(name))) {
            return;
        }
        boolean found = false;
        while (!found) {
            found = open.element().name().equalsIgnoreCase(name);
            close();
        }
    }

    private void close() {
        out.append("</").append(open.pop().name()).append('>');
    }

    private void startTag() {
        var name = name(at + 1);
        if (isItem(name) && ++items > FeedReader.MAX_ITEMS) {
            at = in.length();
            return;
        }
        count();
        at += 1 + name.length();
        var attributes = attributes();
        boolean empty = at < in.length() && in.charAt(at) == '/';
        while (at < in.length() && in.charAt(at) != '>' && in.charAt(at) != '<') {
            at++;
        }
        if (at < in.length() && in.charAt(at) == '>') {
            at++;
        }
        var clean = singleColon(name);
        closeWhatCannotContain(clean);
        var prefixes = new HashSet<String>();
        var kept = new LinkedHashMap<String, String>();
        attributes.forEach((key, value) -> {
            if (key.startsWith("xmlns:")) {
                var prefix = key.substring(6);
                if (isNamespace(value) && !prefix.startsWith("xml") && prefixes.add(prefix)) {
                    kept.put(key, value.strip());
                }
            } else if (!key.equals("xmlns")) {
                kept.put(key, value);
            } else if (isNamespace(value)) {
                kept.put(key, value.strip());
            }
        });
        open.push(new Open(clean, prefixes));
        declare(clean, prefixes, kept);
        attributes.keySet().forEach(key -> declare(key, prefixes, kept));
        out.append('<').append(clean);
        kept.forEach((key, value) -> {
            out.append(' ').append(key).append("=\"");
            escape(value, true);
            out.append('"');
        });
        out.append('>');
        bound();
        if (empty) {
            close();
        }
    }

    private static boolean isItem(String name) {
        return ITEMS.contains(name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT));
    }

    /** A field that was left open ends where its neighbour begins, and an item where the next one does. */
    private void closeWhatCannotContain(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (ITEMS.contains(lower) && open.stream().anyMatch(o -> o.isOneOf(ITEMS))) {
            while (!open.element().isOneOf(ITEMS)) {
                close();
            }
            close();
        } else if (SIMPLE_FIELDS.contains(lower)
                && !open.isEmpty()
                && open.element().isOneOf(SIMPLE_FIELDS)) {
            close();
        }
    }

    private void declare(String name, Set<String> prefixes, Map<String, String> attributes) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return;
        }
        var prefix = name.substring(0, colon);
        if (prefix.equals("xml") || prefix.equals("xmlns")) {
            return;
        }
        if (open.stream().noneMatch(o -> o.prefixes().contains(prefix))) {
            prefixes.add(prefix);
            count();
            attributes.put("xmlns:" + prefix, WELL_KNOWN.getOrDefault(prefix, "urn:undeclared:" + prefix));
        }
    }

    private Map<String, String> attributes() {
        var attributes = new HashMap<String, String>();
        var ordered = new LinkedHashMap<String, String>();
        while (at < in.length()) {
            char c = in.charAt(at);
            if (c == '>' || c == '<' || (c == '/' && in.startsWith("/>", at))) {
                break;
            }
            if (!isNameStart(c)) {
                at++;
                continue;
            }
            var key = name(at);
            count();
            at += key.length();
            var value = value();
            var clean = singleColon(key);
            if (attributes.putIfAbsent(clean, "") == null) {
                ordered.put(clean, value);
            }
        }
        return ordered;
    }

    private String value() {
        int i = skipSpace(at);
        if (i >= in.length() || in.charAt(i) != '=') {
            return "";
        }
        i = skipSpace(i + 1);
        if (i >= in.length()) {
            at = i;
            return "";
        }
        char quote = in.charAt(i);
        int end;
        if (quote == '"' || quote == '\'') {
            end = in.indexOf(quote, i + 1);
            end = end < 0 ? in.length() : end;
            at = Math.min(in.length(), end + 1);
            return in.substring(i + 1, end);
        }
        end = i;
        while (end < in.length() && !Character.isWhitespace(in.charAt(end)) && in.charAt(end) != '>') {
            end++;
        }
        at = end;
        return in.substring(i, end);
    }

    private static boolean isNamespace(String value) {
        var uri = value.strip();
        return !uri.isEmpty()
                && !uri.startsWith("http://www.w3.org/2000/xmlns")
                && !uri.startsWith("http://www.w3.org/XML/1998/")
                && uri.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '&' && c != '<');
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < in.length() && Character.isWhitespace(in.charAt(i))) {
            i++;
        }
        return i;
    }

    private String name(int from) {
        int i = from;
        while (i < in.length() && isNamePart(in.charAt(i))) {
            i++;
        }
        if (i - from > MAX_NAME) {
            throw new FeedRefused(FeedRefused.Reason.TOO_LARGE);
        }
        return in.substring(from, i);
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
    }

    private static String singleColon(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return name;
        }
        var local = name.substring(colon + 1).replace(':', '_');
        return local.isEmpty() || !isNameStart(local.charAt(0))
                ? name.substring(0, colon) + "_" + local
                : name.substring(0, colon) + ":" + local;
    }

    /** Writes text in which character references may stand, right or wrong. */
    private void escape(String text, boolean attribute) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '&') {
                int end = text.substring(i, Math.min(text.length(), i + MAX_REFERENCE))
                                .indexOf(';')
                        + i;
                var reference = end > i ? text.substring(i, end + 1) : "";
                var decoded = reference.isEmpty() ? "" : Encoding.decodeHtml(reference, attribute);
                if (decoded.isEmpty() || decoded.equals(reference)) {
                    literal("&");
                    i++;
                } else {
                    literal(decoded);
                    i += reference.length();
                }
            } else {
                literal(String.valueOf(c));
                i++;
            }
        }
    }

    private void literal(String text) {
        for (int i = 0; i < text.length(); i++) {
            bound();
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }
}
