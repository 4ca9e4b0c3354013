package org.parvis.listening.matching;

/**
 * Words in an order, as numbers of their terms.
 *
 * @param rarest which of them to look for first
 */
record PhrasePattern(int literal, int[] words, int rarest, int slop) {

    /** Whether the words stand here one after the other, the rarest of them at {@code position}. */
    boolean isAt(int[] text, int length, int position) {
        int first = position - rarest;
        if (first < 0 || first + words.length > length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (text[first + i] != words[i]) {
                return false;
            }
        }
        return true;
    }

    /** The place of the last word when the words stand one after the other from {@code first} on; -1 when they do not. */
    int endFrom(int[] text, int length, int first) {
        return isAt(text, length, first + rarest) ? first + words.length - 1 : -1;
    }

    /** Whether the words stand anywhere near each other. */
    boolean isNear(int[] text, int length) {
        for (int position = 0; position < length; position++) {
            for (int word = 0; word < words.length; word++) {
                if (text[position] == words[word] && fits(text, length, position - word) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Tries the frame in which no word is moved by less than {@code least} or by more than that and the slop; no place counts for two
     * words.
     *
     * @return the last place taken, or -1
     */
    int fits(int[] text, int length, int least) {
        int end = -1;
        for (int word = 0; word < words.length; word++) {
            int place = taken(text, length, least, word);
            if (place < 0) {
                return -1;
            }
            end = Math.max(end, place);
        }
        return end;
    }

    /** The first place in the frame for a word that no equal word before it has taken: frames of equal words only move on. */
    private int taken(int[] text, int length, int least, int word) {
        int earliest = least + word;
        for (int before = 0; before < word; before++) {
            if (words[before] == words[word]) {
                earliest = Math.max(earliest, taken(text, length, least, before) + 1);
            }
        }
        int latest = Math.min(length - 1, least + word + slop);
        for (int place = Math.max(0, earliest); place <= latest; place++) {
            if (text[place] == words[word]) {
                return place;
            }
        }
        return -1;
    }

    /** The first place taken by {@link #fits}. */
    int startOf(int[] text, int length, int least) {
        int start = Integer.MAX_VALUE;
        for (int word = 0; word < words.length; word++) {
            start = Math.min(start, taken(text, length, least, word));
        }
        return start;
    }
}
