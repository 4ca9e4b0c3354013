package org.parvis.moderation.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words of a rule, sorted, to be found in folded text; whole words only, so that "ass" does not fire on "class". At each word of the
 * text those entries are left that begin as it goes on, fewer with each sign, so a list of thousands costs little more than one word. Where
 * several entries begin at one place the longest counts.
 */
final class WordList {

    /** So much of a word may follow what an entry with an asterisk begins with. */
    private static final int LONGEST_REST = 40;

    private static final int WHOLE = 1;
    private static final int BEGINNING = 2;

    private final String[] entries;
    private final int[] kinds;

    private WordList(SortedMap<String, Integer> kindsOfEntries) {
        entries = kindsOfEntries.keySet().toArray(String[]::new);
        kinds = kindsOfEntries.values().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Where something stands in a text, its end exclusive. */
    record Place(int start, int end) {}

    /** True for an entry that would match nothing, such as a lone asterisk. */
    static boolean isEmpty(String entry) {
        return FoldedText.fold(entry).chars().noneMatch(Character::isLetterOrDigit);
    }

    static WordList of(List<String> written) {
        var kinds = new TreeMap<String, Integer>();
        for (var entry : written) {
            var folded = FoldedText.fold(entry);
            boolean begins = folded.endsWith("*");
            var words = (begins ? folded.substring(0, folded.length() - 1) : folded)
                    .strip()
                    .replaceAll("\\s+", " ");
            kinds.merge(words, begins ? BEGINNING : WHOLE, (one, other) -> one | other);
        }
        return new WordList(kinds);
    }

    /** Where its words stand, none within another. */
    List<Place> in(String text) {
        var places = new ArrayList<Place>();
        for (int at = 0; at < text.length(); ) {
            int end = isWithinWord(text, at) ? -1 : endOfLongest(text, at);
            if (end > at) {
                places.add(new Place(at, end));
                at = end;
            } else {
                at++;
            }
        }
        return places;
    }

    private int endOfLongest(String text, int start) {
        int longest = -1;
        int low = 0;
        int high = entries.length;
        int at = start;
        for (int depth = 0; low < high; depth++) {
            // Sorted, what is used up stands before what goes on.
            if (entries[low].length() == depth) {
                longest = Math.max(longest, end(text, at, kinds[low]));
                low++;
            }
            if (at == text.length()) {
                break;
            }
            char sign = isBlank(text.charAt(at)) ? ' ' : text.charAt(at);
            low = firstNotBelow(low, high, depth, sign);
            high = firstNotBelow(low, high, depth, (char) (sign + 1));
            at = sign == ' ' ? behindBlanks(text, at) : at + 1;
        }
        return longest;
    }

    /** Where an entry ends that the text has spelled out up to here, or -1 when a word goes on that should not. */
    private static int end(String text, int at, int kind) {
        if ((kind & BEGINNING) != 0) {
            int end = at;
            for (int rest = 0; rest < LONGEST_REST && isWithin(text, end); rest++) {
                end += Character.charCount(text.codePointAt(end));
            }
            if (!isWithin(text, end)) {
                return end;
            }
        }
        return (kind & WHOLE) == 0 || isWithin(text, at) ? -1 : at;
    }

    /** The first of some entries whose sign at this place is not below one; all of them are longer than the place. */
    private int firstNotBelow(int from, int to, int depth, char sign) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle].charAt(depth) < sign) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int behindBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char sign) {
        return sign == ' ' || (sign >= '\t' && sign <= '\r');
    }

    private static boolean isWithinWord(String text, int at) {
        return at > 0 && isOfWord(text.codePointBefore(at));
    }

    private static boolean isWithin(String text, int at) {
        return at < text.length() && isOfWord(text.codePointAt(at));
    }

    private static boolean isOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint)
                || Character.getType(codePoint) == Character.LETTER_NUMBER
                || Character.getType(codePoint) == Character.OTHER_NUMBER;
    }
}
