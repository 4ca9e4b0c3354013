package org.parvis.moderation.policy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as rules read it: lower case, no accents, plain apostrophes and spaces, nothing invisible; each character remembers where it
 * stood, so that what is found can be shown in the author's own spelling.
 */
final class FoldedText {

    private final String original;
    private final String folded;
    private final int[] origin;

    private FoldedText(String original, String folded, int[] origin) {
        this.original = original;
        this.folded = folded;
        this.origin = origin;
    }

    static FoldedText of(String text) {
        var letters = new StringBuilder(text.length());
        var origin = new int[text.length() + 8];
        for (var at = 0; at < text.length(); ) {
            var codePoint = text.codePointAt(at);
            for (var letter : foldOne(codePoint).toCharArray()) {
                if (letters.length() == origin.length) {
                    origin = Arrays.copyOf(origin, origin.length * 2);
                }
                origin[letters.length()] = at;
                letters.append(letter);
            }
            at += Character.charCount(codePoint);
        }
        return new FoldedText(text, letters.toString(), origin);
    }

    /** The same folding for a word of a list. */
    static String fold(String word) {
        return of(word).folded;
    }

    /** Everything the pattern finds, as it stands in the original. */
    List<Match> find(Pattern pattern) {
        var found = new ArrayList<Match>();
        var matcher = pattern.matcher(folded);
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                found.add(match(matcher));
            }
        }
        return found;
    }

    private Match match(Matcher matcher) {
        var start = origin[matcher.start()];
        var last = origin[matcher.end() - 1];
        var end = last + Character.charCount(original.codePointAt(last));
        // An accent written as a character of its own belongs to the letter before it.
        while (end < original.length() && foldOne(original.codePointAt(end)).isEmpty()) {
            end += Character.charCount(original.codePointAt(end));
        }
        return new Match(start, end, original.substring(start, end));
    }

    private static String foldOne(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> "";
            case Character.SPACE_SEPARATOR -> " ";
            default -> foldVisible(codePoint);
        };
    }

    private static String foldVisible(int codePoint) {
        if (codePoint < 0x80) {
            return String.valueOf((char) Character.toLowerCase(codePoint));
        }
        if (codePoint == '\u2019' || codePoint == '\u2018' || codePoint == '\u02bc') {
            return "'";
        }
        if (codePoint == '\u2010' || codePoint == '\u2011' || codePoint == '\u2013') {
            return "-";
        }
        // Compatibility forms too, so that letters drawn as bold or circled ones are still read.
        var plain = new StringBuilder();
        Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                .codePoints()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .forEach(part -> plain.appendCodePoint(Character.toLowerCase(part)));
        return plain.toString();
    }
}
