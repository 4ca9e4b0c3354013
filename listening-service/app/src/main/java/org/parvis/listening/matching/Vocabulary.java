package org.parvis.listening.matching;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.text.CommonWords;
import org.parvis.listening.text.TokenReader;

/**
 * Tokens met lately with their terms, so that the analysis is done once for a token and not once each time it is written.
 *
 * <p>One for the whole process, of bounded size: a token that falls on the place of another takes it. Words are immutable but for
 * their count, and a place is read and written without a lock: whoever comes too early works the terms out again.
 */
final class Vocabulary {

    static final Vocabulary SHARED = new Vocabulary(1 << 16);

    /** Longer tokens are not remembered: nobody writes them twice. */
    private static final int LONGEST = 40;

    private static final int RELIABLE = 1_000;
    private static final double COMMON = 0.2;

    private final @Nullable Word[] places;
    private int tokens;

    Vocabulary(int size) {
        places = new Word[size];
    }

    /** A token and its terms. */
    static final class Word {

        private final char[] token;
        final int hash;
        final @Nullable String plain;
        final @Nullable String french;
        final @Nullable String english;
        private int seen;

        private Word(char[] token, int hash, TokenReader.Terms terms) {
            this.token = token;
            this.hash = hash;
            plain = terms.plain();
            french = same(terms.french(), plain);
            english = same(terms.english(), plain);
        }

        private static @Nullable String same(@Nullable String form, @Nullable String plain) {
            return Objects.equals(form, plain) ? plain : form;
        }
    }

    /** @param counted whether this token is one of those that tell what is common */
    Word word(char[] chars, int length, TokenReader reader, boolean counted) {
        int hash = hash(chars, length);
        int place = hash & (places.length - 1);
        var known = places[place];
        if (known != null
                && known.hash == hash
                && Arrays.equals(known.token, 0, known.token.length, chars, 0, length)) {
            if (counted) {
                known.seen++;
                tokens++;
            }
            return known;
        }
        var word = new Word(Arrays.copyOf(chars, length), hash, reader.terms(chars, length));
        if (length <= LONGEST) {
            places[place] = word;
        }
        return word;
    }

    /** In which share of texts a word stands, as far as anybody can say who has only read these. */
    double share(String word) {
        int read = tokens;
        if (read >= RELIABLE) {
            var chars = word.toCharArray();
            int hash = hash(chars, chars.length);
            var known = places[hash & (places.length - 1)];
            if (known != null && known.hash == hash && Arrays.equals(known.token, chars)) {
                // Some twenty tokens make a text.
                return Math.min(1, 20.0 * known.seen / read);
            }
        }
        if (CommonWords.ENGLISH.contains(word) || CommonWords.FRENCH.contains(word)) {
            return COMMON;
        }
        return switch (word.length()) {
            case 1, 2, 3 -> 0.01;
            case 4, 5, 6 -> 0.003;
            default -> 0.001;
        };
    }

    private static int hash(char[] chars, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + chars[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
