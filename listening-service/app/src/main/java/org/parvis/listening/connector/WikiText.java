package org.parvis.listening.connector;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a wiki's text, without what makes them headings, links or bold. */
final class WikiText {

    private static final Pattern LINK = Pattern.compile("\\[\\[(?:[^\\[\\]|]{0,300}\\|)?([^\\[\\]|]{0,300})]]");
    private static final Pattern ADDRESS = Pattern.compile("\\[(https?://[^\\s\\]]{1,500})\\s?([^\\]]{0,300})]");
    private static final Pattern HEADING = Pattern.compile("(?m)^=.*$");
    private static final Pattern MARKS = Pattern.compile("'{2,5}|(?m)^[:*#;]++\\s*+|(?:--|—|–)?[ \\t]{0,3}~{3,5}");
    private static final int LONGEST = 100_000;

    private WikiText() {}

    static String plain(String text) {
        var bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var linked = LINK.matcher(bounded).replaceAll("$1");
        var addressed = ADDRESS.matcher(linked).replaceAll("$2 $1");
        var headed = HEADING.matcher(addressed).replaceAll(line -> Matcher.quoteReplacement(heading(line.group())));
        return MARKS.matcher(headed).replaceAll("").strip();
    }

    /** By hand: an expression for it would try each split of a line of nothing but signs. */
    private static String heading(String line) {
        var bare = line.strip();
        int from = 0;
        int to = bare.length();
        if (!bare.endsWith("=")) {
            return line;
        }
        while (to > 0 && bare.charAt(to - 1) == '=') {
            to--;
        }
        while (from < to && bare.charAt(from) == '=') {
            from++;
        }
        return bare.substring(from, to).strip();
    }
}
