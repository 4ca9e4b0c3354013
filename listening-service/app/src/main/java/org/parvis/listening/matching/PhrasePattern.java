package org.parvis.listening.matching;

import java.util.HashMap;

/**
 * Words in an order, as numbers of their terms.
 *
 * @param rarest which of them to look for first
 * @param sameBefore for each word the nearest before it that is the same, or -1
 */
record PhrasePattern(int literal, int[] words, int[] sameBefore, int rarest, int slop) {

    static PhrasePattern of(int literal, int[] words, int rarest, int slop) {
        var last = new HashMap<Integer, Integer>();
        var sameBefore = new int[words.length];
        for (int word = 0; word < words.length; word++) {
            var before = last.put(words[word], word);
            sameBefore[word] = before == null ? -1 : before;
        }
        return new PhrasePattern(literal, words, sameBefore, rarest, slop);
    }

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

    /** Whether the words stand anywhere near each other: there is a frame in which one of them is not moved at all. */
    boolean isNear(int[] text, int length) {
        var places = new int[words.length];
        for (int least = 1 - words.length; least < length; least++) {
            if (hasOneUnmoved(text, length, least) && fits(text, length, least, places)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasOneUnmoved(int[] text, int length, int least) {
        for (int word = Math.max(0, -least); word < words.length && least + word < length; word++) {
            if (text[least + word] == words[word]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tries the frame in which no word is moved by less than {@code least} or by more than that and the slop. Each word takes the first
     * place that no equal word before it has taken: as equal words come in ascending places, only the nearest of them matters.
     *
     * @param places where the place of each word is written; of use only when they fit
     */
    boolean fits(int[] text, int length, int least, int[] places) {
        for (int word = 0; word < words.length; word++) {
            int same = sameBefore[word];
            int place = Math.max(0, same < 0 ? least + word : Math.max(least + word, places[same] + 1));
            int latest = Math.min(length - 1, least + word + slop);
            while (place <= latest && text[place] != words[word]) {
                place++;
            }
            if (place > latest) {
                return false;
            }
            places[word] = place;
        }
        return true;
    }
}
