package org.parvis.publishing.network;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a piece of HTML, to be compared with words of ours; and the other way round. Never shown to anybody as HTML. */
public final class HtmlText {

    private static final Pattern BREAK = Pattern.compile("(?i)<(?:br|/?p|/?div|/?li|/?h[1-6]|/?blockquote)\\b[^>]*>");
    private static final Pattern UNSEEN = Pattern.compile("(?is)<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
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

    /** The text a reader sees. */
    public static String of(String html) {
        var seen = UNSEEN.matcher(html).replaceAll(" ");
        return unescaped(TAG.matcher(BREAK.matcher(seen).replaceAll("\n")).replaceAll(""));
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
