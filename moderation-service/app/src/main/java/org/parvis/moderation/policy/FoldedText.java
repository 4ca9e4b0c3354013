package org.parvis.moderation.policy;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text as rules read it: lower case, no accents, plain apostrophes and spaces, nothing invisible; each character remembers where it
 * stood, so that what is found can be shown in the author's own spelling.
 */
final class FoldedText {

    private static final int NEXT_LINE = 0x85;

    /** Fillers of Hangul and Braille, and what stands for an object that is not there: letters or signs by their type, blank to the eye. */
    private static final String FILLERS = "\u115f\u1160\u3164\uffa0\u2800\ufffc";

    /** They are drawn with signs of their own, and stand beside our letters without a space. */
    private static final Set<UnicodeScript> OF_THE_EAST =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

    /** Names and words of ours take their endings in these, but no letter of theirs stands within one. */
    private static final Set<UnicodeScript> AT_THE_ENDS = EnumSet.of(
            UnicodeScript.HANGUL,
            UnicodeScript.ARABIC,
            UnicodeScript.HEBREW,
            UnicodeScript.THAI,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU);

    private static final Set<UnicodeScript> OF_NONE = EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);

    /** The last of the letters that European languages are written with; those behind it are drawn like these, turned or small. */
    private static final int LAST_OF_EUROPE = 0x17f;

    private static final int CAPITAL_SHARP_S = 0x1e9e;

    /** Letters that no decomposition leads back to the one they look like, and that one. */
    private static final String LOOK_LIKE = "\u0131i\u0142l\u0111d\u00f0d\u0127h\u0167t\u00f8o\u0138k\u014bn";

    private static final String APOSTROPHES =
            "`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02c8\u2032\uff07\ua78c";

    /** Besides the dashes. */
    private static final String STROKES = "\u2212\u02d7\u2043\u00af";

    /** What is seen as a space. Other separators are no wider than the gap between two letters, or are shown as nothing at all. */
    private static final Pattern WORD = Pattern.compile("[^ \\t\\n\\r\\x{a0}\\x{3000}]+");

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
     * sees, a gap that is none, letters of two alphabets that look alike, or one that none of our languages has.
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

    /** Whether one of the words of what was quoted is. */
    static boolean holdsConcealed(String quoted) {
        return !of(quoted).concealed().isEmpty();
    }

    private static boolean isConcealed(String word) {
        return word.codePoints().anyMatch(FoldedText::isUnseen)
                || word.codePoints().flatMap(FoldedText::plain).anyMatch(FoldedText::isNoneOfOurs)
                || word.codePoints().filter(FoldedText::isDrawn).count() > (hasLetter(word) ? 0 : 1)
                || isOfTwoAlphabets(word)
                || isTorn(word);
    }

    private static boolean hasLetter(String word) {
        return word.codePoints().anyMatch(Character::isLetter);
    }

    /** Letters and marks of one alphabet among those of another that look like them. */
    private static boolean isOfTwoAlphabets(String word) {
        var alphabets = EnumSet.noneOf(UnicodeScript.class);
        var stranger = false;
        for (var at = 0; at < word.length(); at += Character.charCount(word.codePointAt(at))) {
            var codePoint = word.codePointAt(at);
            var mark = Character.getType(codePoint) == Character.COMBINING_SPACING_MARK;
            var script = UnicodeScript.of(codePoint);
            if (!(mark || Character.isLetter(codePoint)) || OF_NONE.contains(script) || OF_THE_EAST.contains(script)) {
                continue;
            }
            if (AT_THE_ENDS.contains(script)) {
                stranger |= alphabets.contains(UnicodeScript.LATIN);
                if (mark && stranger) {
                    return true;
                }
                continue;
            }
            if (stranger && script == UnicodeScript.LATIN) {
                return true;
            }
            alphabets.add(script);
        }
        return alphabets.size() > 1;
    }

    /** Whether something that is hardly seen stands between two letters: who reads it reads one word. */
    private static boolean isTorn(String word) {
        var letter = false;
        var torn = false;
        for (var at = 0; at < word.length(); at += Character.charCount(word.codePointAt(at))) {
            var codePoint = word.codePointAt(at);
            if (isGap(codePoint)) {
                torn = letter;
            } else if (Character.isLetter(codePoint)) {
                if (torn) {
                    return true;
                }
                letter = true;
            } else if (!foldOne(codePoint).isEmpty()) {
                letter = false;
                torn = false;
            }
        }
        return false;
    }

    private static boolean isGap(int codePoint) {
        return codePoint == NEXT_LINE
                || switch (Character.getType(codePoint)) {
                    case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                };
    }

    /** Signs of formatting are not among them: they are passed over, and many scripts and pictures are not written without. */
    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint != NEXT_LINE;
            case Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            // Letters that are written above another one.
            case Character.NON_SPACING_MARK ->
                (codePoint >= 0x363 && codePoint <= 0x36f)
                        || (codePoint >= 0x1dd3 && codePoint <= 0x1df4)
                        || (codePoint >= 0x2de0 && codePoint <= 0x2dff);
            default -> FILLERS.indexOf(codePoint) >= 0;
        };
    }

    /** A Latin letter that none of our languages has, once it is without accents and as it would be printed. */
    private static boolean isNoneOfOurs(int codePoint) {
        return codePoint > LAST_OF_EUROPE
                && codePoint != CAPITAL_SHARP_S
                && Character.isLetter(codePoint)
                && UnicodeScript.of(codePoint) == UnicodeScript.LATIN;
    }

    /** Letters in a disc or a square that no decomposition knows. */
    private static boolean isDrawn(int codePoint) {
        return codePoint >= 0x1f150 && codePoint <= 0x1f189;
    }

    private static IntStream plain(int codePoint) {
        return codePoint < 0x80
                ? IntStream.of(codePoint)
                : Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                        .codePoints();
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
        if (APOSTROPHES.indexOf(codePoint) >= 0) {
            return "'";
        }
        if (codePoint < 0x80) {
            return String.valueOf((char) Character.toLowerCase(codePoint));
        }
        if (Character.getType(codePoint) == Character.DASH_PUNCTUATION || STROKES.indexOf(codePoint) >= 0) {
            return "-";
        }
        if (Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER) {
            return Integer.toString(Character.digit(codePoint, 10));
        }
        // Compatibility forms too, so that letters drawn as bold or circled ones are still read.
        var plain = new StringBuilder();
        plain(codePoint)
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .map(Character::toLowerCase)
                .forEach(part -> plain.appendCodePoint(lookedLike(part)));
        return plain.toString();
    }

    private static int lookedLike(int letter) {
        var at = LOOK_LIKE.indexOf(letter);
        return letter < 0x80 || at < 0 ? letter : LOOK_LIKE.charAt(at + 1);
    }
}
