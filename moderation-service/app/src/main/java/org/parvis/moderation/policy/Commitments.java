package org.parvis.moderation.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a text promises: a delay ("sous 5 jours ouvrés", "by Friday") or money ("we will refund", "vous offrons 20 €"). Expressions for
 * French and English run side by side, because people mix the two and nothing says for sure which one a short text is in. They read
 * folded text: lower case, no accents. It is better that they ask once too often than that a promise slips out.
 */
record Commitments(List<Match> delays, List<Match> money) {

    private static final String NUMBER =
            "(?:\\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|quelques"
                    + "|an?|one|two|three|four|five|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|a few|a couple of)";
    private static final String RANGE = NUMBER + "(?:\\s*(?:-|a|ou|et|to|or)\\s*" + NUMBER + ")?";
    private static final String MONTH =
            "(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
                    + "|january|february|march|april|may|june|july|august|september|october|november|december)";
    private static final String DAY_FR = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)";
    private static final String DAY_EN = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)";

    private static final Pattern DELAY = words(
            // sous 5 jours ouvrés, dans les 48 h, d'ici deux semaines
            "(?:sous|dans|d'ici|en moins de|en)\\s+(?:(?:les|le|un delai de|moins de)\\s+)?" + RANGE
                    + "\\s*(?:minutes?|min|heures?|h|jours?|semaines?|mois)(?:\\s+(?:ouvres?|ouvrables?))?",
            "sous\\s+(?:huitaine|quinzaine|peu de jours)",
            // d'ici vendredi, avant ce soir, au plus tard le 3 mai
            "(?:d'ici|avant|au plus tard|pour)\\s+(?:le\\s+)?(?:la\\s+)?(?:ce soir|cet apres-midi|demain|apres-demain|"
                    + DAY_FR
                    + "|fin (?:de|du) (?:la )?(?:semaine|journee|mois)|midi|\\d{1,2}(?:er)?\\s+" + MONTH
                    + "|\\d{1,2}\\s?h(?:eures)?(?:\\s?\\d{2})?)",
            DAY_FR + "\\s+(?:prochain|matin|midi|soir|apres-midi|au plus tard)",
            "(?:des\\s+)?(?:demain|apres-demain)(?:\\s+(?:matin|midi|soir))?",
            "(?:la\\s+semaine|le\\s+mois)\\s+prochaine?",
            "dans\\s+(?:la\\s+(?:journee|soiree|matinee|semaine|foulee)|l'heure)",
            // within 3 working days, in the next 24 hours
            "(?:within|in|under|in less than)\\s+(?:(?:the\\s+)?next\\s+|the\\s+)?" + RANGE
                    + "\\s*(?:(?:working|business|calendar)\\s+)?(?:minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?)",
            // by Friday, before the end of the day, no later than 6 pm
            "(?:by|before|no later than)\\s+(?:the\\s+)?(?:end of (?:the )?(?:day|week|month)|tomorrow|tonight|noon|midnight|"
                    + DAY_EN
                    + "|next (?:week|month)|\\d{1,2}(?:[:.]\\d{2})?\\s?[ap]\\.?m\\b|\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?"
                    + MONTH + "|" + MONTH + "\\s+\\d{1,2})",
            "(?:first thing\\s+)?tomorrow(?:\\s+(?:morning|afternoon|evening))?",
            "next\\s+(?:week|month|" + DAY_EN + ")",
            DAY_EN + "\\s+(?:morning|afternoon|evening|at the latest)");

    private static final String AMOUNT =
            "(?:(?:\\d[\\d .,]{0,12}\\s?(?:€|eur(?:os?)?|\\$|usd|dollars?|£|gbp|pounds?|chf))|(?:[€$£]\\s?\\d[\\d.,]{0,12}))";

    private static final Pattern MONEY = words(
            // a giving verb with an amount behind it, in one sentence
            "(?:pay(?:er|ons|erons|ing)?|paierons|vers(?:er|ons|erons)|offr\\p{L}{1,6}|credit\\p{L}{0,8}|give|giving|send(?:ing)?|owe"
                    + "|devons|offer(?:ing)?|accord\\p{L}{0,6})\\b[^.!?\\n]{0,60}?" + AMOUNT,
            "rembours\\p{L}{0,10}",
            "dedommag\\p{L}{0,10}",
            "indemni\\p{L}{1,10}",
            "compens\\p{L}{1,10}",
            "bons?\\s+d'achat",
            "geste\\s+commercial",
            "(?:un|votre|d'un)\\s+avoir",
            "gratuit\\p{L}{0,6}",
            "(?:vous\\s+)?(?:est|sont|seront|sera)\\s+offerte?s?",
            "(?:nous\\s+)?(?:vous\\s+)?offr(?:ons|irons)(?:\\s+" + AMOUNT + ")?",
            "a\\s+nos\\s+frais",
            "pren(?:ons|drons)\\s+en\\s+charge",
            "(?:une?|la)\\s+(?:remise|reduction|ristourne)",
            "refund\\p{L}{0,6}",
            "reimburs\\p{L}{1,8}",
            "vouchers?",
            "goodwill\\s+gesture",
            "(?:free\\s+of\\s+charge|for\\s+free|complimentary)",
            "at\\s+(?:our\\s+expense|no\\s+(?:extra\\s+)?(?:cost|charge))",
            "we(?:'ll|\\s+will|\\s+can|\\s+shall)\\s+(?:\\p{L}{1,12}\\s+)?(?:pay|credit|cover)",
            "(?:a|your)\\s+discount");

    /** Finds what a text promises, in its own spelling. */
    static Commitments in(String text) {
        var folded = FoldedText.of(text);
        return new Commitments(folded.find(DELAY), folded.find(MONEY));
    }

    List<Match> all() {
        var all = new ArrayList<Match>(delays);
        all.addAll(money);
        all.sort(Comparator.comparingInt(Match::start));
        return all;
    }

    private static Pattern words(String... alternatives) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + String.join("|", alternatives) + ")(?![\\p{L}\\p{N}])");
    }
}
