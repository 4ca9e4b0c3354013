package org.parvis.listening.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the learned models see of a text: its words, pairs of neighbours and words behind a negation in one block, the groups of two to
 * five characters within its words in another, each as a hash of {@link #BITS} bits. Links, handles and numbers are alike. The hash is
 * FNV-1a with the last mixing step of MurmurHash3; two features that fall on one value share their weight.
 */
final class Features {

    static final int BITS = 20;

    private static final int MASK = (1 << BITS) - 1;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 5;
    private static final int NEGATION_REACH = 4;
    private static final int MAX_TOKENS = 2_000;
    private static final int MAX_TOKEN_LENGTH = 40;
    private static final Pattern TOKEN =
            Pattern.compile("(?<link>(?:https?://|www\\.)\\S+)|(?<handle>@[\\p{L}\\p{N}_]+)"
                    + "|(?<word>[\\p{L}\\p{M}\\p{N}]+)|(?<mark>[!?]+)|(?<other>[^\\s\\p{L}\\p{N}])");
    private static final Pattern STRETCHED = Pattern.compile("(\\p{L})\\1{3,}");
    private static final Pattern NUMBER = Pattern.compile("\\p{N}+");
    private static final Set<String> NEGATIONS = Set.of(
            "not", "no", "never", "cannot", "without", "nothing", "nobody", "none", "neither", "nor", "pas", "jamais",
            "rien", "aucun", "aucune", "sans", "ni");

    private final List<String> surfaces = new ArrayList<>();
    private final Block words = new Block();
    private final Block characters = new Block();

    private Features() {}

    static Features of(String text) {
        var features = new Features();
        var tokens = TOKEN.matcher(text);
        int previous = hash("^", 0, 1, 0);
        int negated = 0;
        for (int from = 0; features.surfaces.size() < MAX_TOKENS && tokens.find(from); ) {
            boolean isWord = tokens.group("word") != null;
            from = isWord ? endOfWord(text, tokens.end()) : tokens.end();
            var token = text.substring(tokens.start(), from);
            var form =
                    tokens.group("link") != null ? "xlink" : tokens.group("handle") != null ? "xhandle" : form(token);
            int at = features.surfaces.size();
            features.surfaces.add(isWord ? token : "");
            int whole = hash(form, 0, form.length(), 1);
            features.words.add(whole, at);
            features.words.add(pair(previous, whole), at);
            if (!isWord) {
                negated = 0;
            } else if (negated > 0) {
                features.words.add(mixed(whole ^ 0x3C6EF372), at);
                negated--;
            }
            if (NEGATIONS.contains(form) || form.endsWith("n't")) {
                negated = NEGATION_REACH;
            }
            previous = whole;
            features.addGroups(" " + form + " ", at);
        }
        features.words.add(pair(previous, hash("$", 0, 1, 0)), Math.max(0, features.surfaces.size() - 1));
        features.words.sort();
        features.characters.sort();
        return features;
    }

    /** An apostrophe and letters go on with a word. Found by hand: an expression takes a call for each, and who writes "j'j'j'..." chooses how many. */
    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && (text.charAt(end) == '\'' || text.charAt(end) == '’')) {
            int letters = end + 1;
            while (letters < text.length() && Character.isLetter(text.codePointAt(letters))) {
                letters += Character.charCount(text.codePointAt(letters));
            }
            if (letters == end + 1) {
                return end;
            }
            end = letters;
        }
        return end;
    }

    private static String form(String token) {
        var lower = token.toLowerCase(Locale.ROOT).replace('’', '\'');
        var form = NUMBER.matcher(STRETCHED.matcher(lower).replaceAll("$1$1$1")).replaceAll("0");
        return form.length() > MAX_TOKEN_LENGTH ? form.substring(0, MAX_TOKEN_LENGTH) : form;
    }

    private void addGroups(String padded, int token) {
        for (int length = SHORTEST; length <= LONGEST; length++) {
            for (int from = 0; from + length <= padded.length(); from++) {
                characters.add(hash(padded, from, from + length, 10 + length), token);
            }
        }
    }

    private static int hash(String text, int from, int to, int seed) {
        int hash = 0x811C9DC5 ^ (seed * 0x9E3779B1);
        for (int i = from; i < to; i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        return mixed(hash);
    }

    private static int pair(int first, int second) {
        return mixed(first * 31 + second + 0x7F4A7C15);
    }

    private static int mixed(int value) {
        int hash = value;
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return (hash ^ (hash >>> 16)) & MASK;
    }

    List<Block> blocks() {
        return List.of(words, characters);
    }

    /** The words of the text as written, by their place; empty for what is no word. */
    List<String> surfaces() {
        return surfaces;
    }

    /** The features of one kind, sorted by their hash; equal hashes stand together. */
    static final class Block {

        /** The hash in the upper half, the place of the word in the lower: one sort orders both. */
        private long[] occurrences = new long[256];

        private int size;

        private void add(int hash, int token) {
            if (size == occurrences.length) {
                occurrences = Arrays.copyOf(occurrences, 2 * size);
            }
            occurrences[size++] = ((long) hash << 32) | token;
        }

        private void sort() {
            Arrays.sort(occurrences, 0, size);
        }

        int size() {
            return size;
        }

        int hash(int i) {
            return (int) (occurrences[i] >>> 32);
        }

        int token(int i) {
            return (int) occurrences[i];
        }

        /** Where the run of features with the hash of this one ends. */
        int endOfRun(int from) {
            int to = from + 1;
            while (to < size && hash(to) == hash(from)) {
                to++;
            }
            return to;
        }
    }
}
