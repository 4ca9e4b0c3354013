package org.parvis.listening.connector;

import java.util.regex.Pattern;

/** The words of a wiki's text, without what makes them headings, links or bold. */
final class WikiText {

    private static final Pattern LINK = Pattern.compile("\\[\\[(?:[^\\[\\]|]{0,300}\\|)?([^\\[\\]|]{0,300})]]");
    private static final Pattern ADDRESS = Pattern.compile("\\[(https?://[^\\s\\]]{1,500})\\s?([^\\]]{0,300})]");
    private static final Pattern HEADING = Pattern.compile("(?m)^=+\\s*(.*?)\\s*=+\\s*$");
    private static final Pattern MARKS = Pattern.compile("'{2,5}|(?m)^[:*#;]+\\s*|(?:--|—|–)?\\s*~{3,5}");
    private static final int LONGEST = 100_000;

    private WikiText() {}

    static String plain(String text) {
        var bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var linked = LINK.matcher(bounded).replaceAll("$1");
        var addressed = ADDRESS.matcher(linked).replaceAll("$2 $1");
        var headed = HEADING.matcher(addressed).replaceAll("$1");
        return MARKS.matcher(headed).replaceAll("").strip();
    }
}
