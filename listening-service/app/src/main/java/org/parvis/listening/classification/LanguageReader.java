package org.parvis.listening.classification;

import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.text.CommonWords;

/**
 * Tells the language of a short text.
 *
 * <p>The Lingua library in its small mode, for eight languages: 5 MB of heap instead of 160, and the one or two per cent that
 * costs come back by counting the small words of French and English where the library hesitates. Loaded at first use.
 */
final class LanguageReader {

    static final String UNKNOWN = "und";

    private static final Pattern NOISE = Pattern.compile("(?:https?://|www\\.)\\S+|[@#][\\p{L}\\p{N}_.-]+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}]+");
    private static final int MIN_LETTERS = 3;
    private static final int SHORT = 20;
    private static final double HESITATION = 0.35;
    private static final double PER_SMALL_WORD = 0.12;
    private static final int MAX_LENGTH = 2_000;

    private volatile @Nullable LanguageDetector detector;

    /** The language's two-letter code, or {@link #UNKNOWN}. The hint is what the source claims; it decides where the text cannot. */
    String read(String text, Optional<String> hint) {
        var shortened = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        var clean = NOISE.matcher(shortened).replaceAll(" ").strip();
        long letters = clean.codePoints().filter(Character::isLetter).count();
        if (letters < MIN_LETTERS) {
            return hint.orElse(UNKNOWN);
        }
        var confidence = detector().computeLanguageConfidenceValues(clean);
        if (confidence.isEmpty()) {
            return hint.orElse(UNKNOWN);
        }
        var best = best(confidence, clean);
        boolean claimed = hint.isPresent() && !hint.get().equals(best);
        if (claimed && letters < SHORT && isPossible(confidence, hint.get())) {
            return hint.get();
        }
        return best;
    }

    private static String best(Map<Language, Double> confidence, String text) {
        double top = confidence.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        int french = 0;
        int english = 0;
        for (var word : NO_WORD.split(text.toLowerCase(Locale.ROOT))) {
            french += CommonWords.FRENCH.contains(word) ? 1 : 0;
            english += CommonWords.ENGLISH.contains(word) ? 1 : 0;
        }
        var best = UNKNOWN;
        double most = -1;
        for (var candidate : confidence.entrySet()) {
            double weight = candidate.getValue();
            if (top - weight <= HESITATION) {
                int small = candidate.getKey() == Language.FRENCH
                        ? french
                        : candidate.getKey() == Language.ENGLISH ? english : 0;
                weight += PER_SMALL_WORD * Math.min(4, small);
            }
            if (weight > most) {
                most = weight;
                best = candidate.getKey().getIsoCode639_1().toString();
            }
        }
        return best;
    }

    private static boolean isPossible(Map<Language, Double> confidence, String code) {
        var known = confidence.keySet().stream()
                .anyMatch(language -> language.getIsoCode639_1().toString().equals(code));
        return known || !Set.of("fr", "en", "de", "es", "it", "pt", "nl", "ja").contains(code);
    }

    private LanguageDetector detector() {
        var loaded = detector;
        if (loaded == null) {
            synchronized (this) {
                loaded = detector;
                if (loaded == null) {
                    loaded = LanguageDetectorBuilder.fromLanguages(
                                    Language.FRENCH,
                                    Language.ENGLISH,
                                    Language.GERMAN,
                                    Language.SPANISH,
                                    Language.ITALIAN,
                                    Language.PORTUGUESE,
                                    Language.DUTCH,
                                    Language.JAPANESE)
                            .withLowAccuracyMode()
                            .withPreloadedLanguageModels()
                            .build();
                    detector = loaded;
                }
            }
        }
        return loaded;
    }
}
