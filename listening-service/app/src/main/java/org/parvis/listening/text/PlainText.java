package org.parvis.listening.text;

import java.text.Normalizer;
import org.owasp.html.HtmlSanitizer;

/**
 * Text without markup, control characters, direction tricks or hidden letters, of bounded length.
 *
 * <p>Everything that came from outside passes through here once, on its way in. Pages then show it as text nodes.
 */
public final class PlainText {

    private static final int MAX_MARKUP = 200_000;
    /** Honest scripts stack a few marks on a letter; hundreds make a text climb over its neighbours. */
    private static final int MAX_COMBINING_MARKS = 4;

    private PlainText() {}

    /** Cleans a text that is no markup. */
    public static String of(String raw, int maxLength) {
        var visible = new StringBuilder(Math.min(raw.length(), maxLength + 16));
        int marks = 0;
        for (int i = 0; i < raw.length() && visible.length() <= maxLength * 2; ) {
            int c = raw.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\r') {
                c = i < raw.length() && raw.charAt(i) == '\n' ? 0 : '\n';
            }
            marks = isCombining(c) ? marks + 1 : 0;
            if (isVisible(c) && marks <= MAX_COMBINING_MARKS) {
                visible.appendCodePoint(c);
            }
        }
        return cut(tidySpace(Normalizer.normalize(visible, Normalizer.Form.NFC)), maxLength);
    }

    /** Takes the words out of HTML of any quality; scripts, styles and embedded things leave nothing. */
    public static String ofHtml(String html, int maxLength) {
        if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
            return of(html, maxLength);
        }
        var words = new HtmlWords();
        HtmlSanitizer.sanitize(html.length() > MAX_MARKUP ? html.substring(0, MAX_MARKUP) : html, words);
        return of(words.text(), maxLength);
    }

    /** The same text, unless something stands in it that cannot be kept or shown: then it is cleaned. */
    public static String kept(String text) {
        return text.codePoints().allMatch(PlainText::isVisible) ? text : of(text, text.length());
    }

    /** Whether it can name or address something: two that look alike are the same, and every place keeps it as it is. */
    public static boolean isName(String text) {
        return text.codePoints().noneMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> isTrick(c);
        });
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> !isTrick(c);
        };
    }

    /** Format characters reverse, hide or split words. The two joiners are none: emoji and several scripts need them. */
    private static boolean isTrick(int c) {
        return Character.getType(c) == Character.FORMAT && c != 0x200c && c != 0x200d;
    }

    private static boolean isCombining(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** One space between words, at most one empty line between paragraphs. */
    private static String tidySpace(String text) {
        var out = new StringBuilder(text.length());
        int lines = 0;
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\u2028' || c == '\u2029') {
                lines++;
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                // The no-break spaces of French typography stay what they are inside a line.
                space = true;
                if (lines == 0 && isNoBreakSpace(c) && !out.isEmpty()) {
                    out.append(c);
                    space = false;
                }
            } else {
                if (!out.isEmpty() && lines > 0) {
                    out.append(lines > 1 ? "\n\n" : "\n");
                } else if (!out.isEmpty() && space) {
                    out.append(' ');
                }
                lines = 0;
                space = false;
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    private static boolean isNoBreakSpace(char c) {
        return c == '\u00a0' || c == '\u202f';
    }

    /** Cuts at a word's end where there is one near, and says so with an ellipsis. */
    private static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = maxLength - 1;
        for (int i = end; i > end - 40 && i > 0; i--) {
            if (Character.isWhitespace(text.charAt(i))) {
                end = i;
                break;
            }
        }
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).stripTrailing() + "…";
    }
}
