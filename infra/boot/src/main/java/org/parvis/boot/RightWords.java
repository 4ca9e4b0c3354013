package org.parvis.boot;

import java.text.Normalizer;
import java.util.Locale;

/** Says a right inside a sentence, from what {@code action.<ACTION>} calls it: "to approve", "d’approuver", "de lire les mentions". */
final class RightWords {

    private static final String VOWELS = "aeiouy";

    private RightWords() {}

    static String of(String action, Locale locale) {
        if (!locale.getLanguage().equals(Locale.FRENCH.getLanguage())) {
            return "to " + action;
        }
        return VOWELS.indexOf(firstLetter(action)) >= 0 ? "d’" + action : "de " + action;
    }

    /** Without its accent: an é elides as an e does. */
    private static char firstLetter(String action) {
        return Normalizer.normalize(action, Normalizer.Form.NFD)
                .toLowerCase(Locale.FRENCH)
                .charAt(0);
    }
}
