package org.parvis.listening.matching;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * Words that are looked for with spelling mistakes.
 *
 * <p>Two words are at most <i>n</i> edits apart only if leaving out at most <i>n</i> letters of each can make them equal. So each word is
 * kept under the hash of everything that is left when letters are left out, a written word is looked up under the same, and what is
 * found there is measured. One writer at a time, any number of readers.
 */
final class FuzzyIndex {

    static final int MOST_EDITS = 2;

    /** @param literal its number */
    private record Entry(int[] word, int edits, int literal) {}

    private final ConcurrentHashMap<Long, Entry[]> byRest = new ConcurrentHashMap<>();
    private volatile int longest;
    private volatile int mostEdits;

    /** A word is kept with every letter left out, with two edits every pair, and some ten of these are as heavy as a word. */
    static long weight(String text, int edits) {
        long letters = text.codePointCount(0, text.length());
        return 1 + (edits == 1 ? letters : letters * (letters + 1) / 2) / 10;
    }

    void add(String text, int edits, int literal) {
        var word = text.codePoints().toArray();
        var entry = new Entry(word, edits, literal);
        longest = Math.max(longest, word.length + edits);
        mostEdits = Math.max(mostEdits, edits);
        rests(word, edits, rest -> byRest.merge(rest, new Entry[] {entry}, FuzzyIndex::joined));
    }

    private static Entry[] joined(Entry[] known, Entry[] added) {
        if (known[known.length - 1].literal == added[0].literal) {
            return known;
        }
        var joined = Arrays.copyOf(known, known.length + 1);
        joined[known.length] = added[0];
        return joined;
    }

    /** Numbers of all words that this one could be meant for; some more than once. */
    void find(String text, IntConsumer found) {
        if (mostEdits == 0) {
            return;
        }
        var word = text.codePoints().toArray();
        if (word.length > longest) {
            return;
        }
        rests(word, mostEdits, rest -> {
            var entries = byRest.get(rest);
            if (entries != null) {
                for (var entry : entries) {
                    if (isNear(entry.word, word, entry.edits)) {
                        found.accept(entry.literal);
                    }
                }
            }
        });
    }

    @FunctionalInterface
    private interface RestConsumer {
        void accept(long rest);
    }

    private static void rests(int[] word, int edits, RestConsumer sink) {
        sink.accept(hash(word, -1, -1));
        for (int i = 0; i < word.length; i++) {
            sink.accept(hash(word, i, -1));
            for (int j = i + 1; edits > 1 && j < word.length; j++) {
                sink.accept(hash(word, i, j));
            }
        }
    }

    private static long hash(int[] word, int without, int norWithout) {
        long hash = 1;
        for (int i = 0; i < word.length; i++) {
            if (i != without && i != norWithout) {
                hash = hash * 0x9E3779B97F4A7C15L + word[i];
                hash ^= hash >>> 29;
            }
        }
        return hash;
    }

    /** Whether at most so many edits lie between, and fewer than either word has letters: otherwise nothing of it need be left. */
    static boolean isNear(int[] a, int[] b, int edits) {
        if (Math.abs(a.length - b.length) > edits) {
            return false;
        }
        var before = new int[b.length + 1];
        var last = new int[b.length + 1];
        var row = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length] <= edits;
    }
}
