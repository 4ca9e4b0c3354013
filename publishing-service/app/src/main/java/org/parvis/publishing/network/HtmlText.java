package org.parvis.publishing.network;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a piece of HTML, to be compared with words of ours; and the other way round. Never shown to anybody as HTML. */
public final class HtmlText {

    private static final Set<String> BREAKS =
            Set.of("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote");
    private static final Set<String> UNSEEN = Set.of("script", "style");
    private static final String COMMENT = "<!--";
    private static final String END_OF_COMMENT = "-->";
    private static final int LONGEST_NAME = 20;
    private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});");
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", "\u00a0"),
            Map.entry("hellip", "\u2026"),
            Map.entry("laquo", "\u00ab"),
            Map.entry("raquo", "\u00bb"),
            Map.entry("ndash", "\u2013"),
            Map.entry("mdash", "\u2014"),
            Map.entry("rsquo", "\u2019"),
            Map.entry("lsquo", "\u2018"),
            Map.entry("rdquo", "\u201d"),
            Map.entry("ldquo", "\u201c"));

    private HtmlText() {}

    /**
     * The text a reader sees. Read once from one end to the other: what a stranger left open is not looked for again from each place on, and
     * hides all that follows where a browser would hide it.
     */
    public static String of(String html) {
        var seen = new StringBuilder(html.length());
        boolean closes = true;
        int at = 0;
        for (int open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
            seen.append(html, at, open);
            if (html.startsWith(COMMENT, open)) {
                at = behind(html.indexOf(END_OF_COMMENT, open + COMMENT.length()), END_OF_COMMENT.length(), html);
                seen.append(' ');
                continue;
            }
            int close = closes ? html.indexOf('>', open) : -1;
            closes = close >= 0;
            if (!closes) {
                seen.append('<');
                at = open + 1;
                continue;
            }
            var name = name(html, open + 1, close);
            at = close + 1;
            if (BREAKS.contains(name)) {
                seen.append('\n');
            } else if (UNSEEN.contains(name) && html.charAt(open + 1) != '/') {
                at = behindElement(html, at, name);
                seen.append(' ');
            }
        }
        return unescaped(seen.append(html, at, html.length()).toString());
    }

    /** The name of a tag in lower case, of one that closes too; empty where none stands. */
    private static String name(String html, int from, int to) {
        int start = html.charAt(from) == '/' ? from + 1 : from;
        int end = start;
        while (end < to && end - start < LONGEST_NAME && Character.isLetterOrDigit(html.charAt(end))) {
            end++;
        }
        return html.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static int behindElement(String html, int from, String name) {
        int end = html.indexOf("</", from);
        while (end >= 0 && !html.regionMatches(true, end + 2, name, 0, name.length())) {
            end = html.indexOf("</", end + 2);
        }
        return end < 0 ? html.length() : behind(html.indexOf('>', end), 1, html);
    }

    private static int behind(int found, int length, String html) {
        return found < 0 ? html.length() : found + length;
    }

    /** The text as content of an element: nothing in it is markup. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String unescaped(String text) {
        return ENTITY.matcher(text).replaceAll(match -> Matcher.quoteReplacement(character(match.group(1))));
    }

    private static String character(String entity) {
        if (!entity.startsWith("#")) {
            return NAMED.getOrDefault(entity, "&" + entity + ";");
        }
        var isHex = entity.charAt(1) == 'x' || entity.charAt(1) == 'X';
        var point = Integer.parseInt(entity.substring(isHex ? 2 : 1), isHex ? 16 : 10);
        return Character.isValidCodePoint(point) ? Character.toString(point) : "";
    }
}
