package org.parvis.crm.suggestion.board;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Proposes suggestions that a new one may repeat, so that evidence gathers in one place. Compared by the trigrams of their words: it forgives
 * endings, accents and order, in French and in English, and needs no dictionary.
 */
@Component
class SimilarSuggestions {

    private static final int CANDIDATES = 500;
    private static final int PROPOSED = 5;
    private static final double ALIKE = 0.3;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SHORTEST_WORD = 3;

    private final Suggestions suggestions;

    SimilarSuggestions(Suggestions suggestions) {
        this.suggestions = suggestions;
    }

    /** How much of the shorter text the two share, from 0 to 1. */
    record Similar(Suggestions.Linked suggestion, double likeness) {}

    List<Similar> to(String text, String brandId, @Nullable String productLineId) {
        var wanted = trigrams(text);
        return suggestions.candidates(brandId, productLineId, CANDIDATES).stream()
                .map(candidate -> new Similar(candidate, likeness(wanted, trigrams(candidate.summary()))))
                .filter(similar -> similar.likeness() >= ALIKE)
                .sorted(Comparator.comparingDouble(Similar::likeness).reversed())
                .limit(PROPOSED)
                .toList();
    }

    /** A long message that contains all of a short summary is like it, so the shorter text counts. */
    static double likeness(Set<String> a, Set<String> b) {
        var smaller = a.size() <= b.size() ? a : b;
        var larger = smaller == a ? b : a;
        return smaller.isEmpty()
                ? 0
                : (double) smaller.stream().filter(larger::contains).count() / smaller.size();
    }

    static Set<String> trigrams(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var trigrams = new HashSet<String>();
        for (var word : BETWEEN_WORDS.split(plain)) {
            if (word.length() >= SHORTEST_WORD) {
                var padded = " " + word;
                for (var at = 0; at + 3 <= padded.length(); at++) {
                    trigrams.add(padded.substring(at, at + 3));
                }
            }
        }
        return trigrams;
    }
}
