package org.parvis.moderation.policy;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text as rules read it: lower case, no accents, plain apostrophes and spaces, nothing invisible; each character remembers where it
 * stood, so that what is found can be shown in the author's own spelling.
 */
final class FoldedText {

    private static final int NEXT_LINE = 0x85;

    /** Fillers of Hangul and Braille, and what stands for an object that is not there: letters or signs by their type, blank to the eye. */
    private static final String FILLERS = "\u115f\u1160\u3164\uffa0\u2800\ufffc";

    private static final Set<UnicodeScript> ALIKE = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.CYRILLIC,
            UnicodeScript.GREEK,
            UnicodeScript.ARMENIAN,
            UnicodeScript.CHEROKEE);

    /** A next line (U+0085) and the separators of lines and paragraphs are seen as what they are. */
    private static final Pattern WORD = Pattern.compile("[^ \\t\\n\\r\\p{Z}\\x{85}]+");

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
                found.add(match(matcher.start(), matcher.end()));
            }
        }
        return found;
    }

    /** The words of a list, as they stand in the original. */
    List<Match> find(WordList words) {
        return words.in(folded).stream()
                .map(place -> match(place.start(), place.end()))
                .toList();
    }

    /**
     * The words that no list can be held against, because they do not read as they are written: somewhere in them stands a sign that nobody
     * sees, or letters of two alphabets that look alike.
     */
    List<Match> concealed() {
        var found = new ArrayList<Match>();
        var words = WORD.matcher(original);
        while (words.find()) {
            if (isConcealed(words.group())) {
                found.add(new Match(words.start(), words.end(), words.group()));
            }
        }
        return found;
    }

    static boolean isConcealed(String word) {
        var alphabets = EnumSet.noneOf(UnicodeScript.class);
        word.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .filter(ALIKE::contains)
                .forEach(alphabets::add);
        return alphabets.size() > 1 || word.codePoints().anyMatch(FoldedText::isUnseen);
    }

    /** Signs of formatting are not among them: they are passed over, and many scripts and pictures are not written without. */
    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            default -> FILLERS.indexOf(codePoint) >= 0;
        };
    }

    private Match match(int from, int to) {
        var start = origin[from];
        var last = origin[to - 1];
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
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "\n";
            default -> foldVisible(codePoint);
        };
    }

    private static String foldVisible(int codePoint) {
        if (codePoint == NEXT_LINE) {
            return "\n";
        }
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
