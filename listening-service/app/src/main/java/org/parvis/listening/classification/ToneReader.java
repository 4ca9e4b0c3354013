package org.parvis.listening.classification;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.parvis.listening.api.ClassificationReason;

/**
 * Reads the tone of a text in one language: weighs the words of its list, turned by negation, strengthened or weakened by
 * their neighbours, and set against each other by "but".
 */
final class ToneReader {

    private static final int NEGATION_REACH = 3;
    private static final double NEGATED_PRAISE = -0.7;
    /** "Not bad" praises much less than "bad" blames. */
    private static final double NEGATED_BLAME = -0.35;

    private static final double STRENGTHENED = 1.35;
    private static final double WEAKENED = 0.6;
    private static final double SHOUTED = 1.25;
    private static final double BEFORE_CONTRAST = 0.6;
    private static final double AFTER_CONTRAST = 1.3;
    /** Courtesy opens many complaints; it does not make them friendly. */
    private static final double COURTESY_IN_COMPLAINT = 0.3;

    private static final double COMPLAINT = -1.4;
    private static final double FLATNESS = 3;
    private static final Set<String> COURTESY = Set.of(
            "thank",
            "thanks",
            "thx",
            "ty",
            "pleas",
            "please",
            "appreciat",
            "sorry",
            "hope",
            "merci",
            "svp",
            "bonn",
            "bonjour",
            "bon",
            "espèr");
    private static final Set<String> ENCOURAGING = Set.of("only", "just", "seulement", "enough");
    private static final Set<String> NEGATIONS_BEHIND = Set.of("pas", "plu", "jamai", "rien", "guèr");
    private static final Set<String> SPOKEN_SUBJECTS = Set.of("j", "on", "c", "ça");
    private static final Set<String> FRENCH_PARTICLES = Set.of("ne", "n");

    private final String language;
    private final Lexicon tone;
    private final Lexicon modifiers;

    ToneReader(String language) {
        this.language = language;
        this.tone = Lexicon.load("tone_" + language + ".txt");
        this.modifiers = Lexicon.load("modifiers_" + language + ".txt");
    }

    /** A tone with its two sides and what they rest on. */
    record Reading(double value, double positive, double negative, List<ClassificationReason> reasons) {

        boolean isMixed() {
            return positive >= 2 && negative <= -2;
        }
    }

    private record Weighed(Lexicon.Hit hit, double weight, boolean negated, boolean courtesy) {}

    Reading read(Words words, Emoji.Found emoji, double insults) {
        var weighed = weigh(words);
        double courtesy = sum(weighed, w -> w.courtesy() && w.weight() > 0);
        double warm = sum(weighed, w -> !w.courtesy() && w.weight() > 0) + emoji.positive();
        double negative = sum(weighed, w -> w.weight() < 0) + emoji.negative() + insults;
        boolean polite = negative <= COMPLAINT && courtesy > 0;
        double positive = warm + (polite ? courtesy * COURTESY_IN_COMPLAINT : courtesy);
        double force = 1 + 0.08 * Math.min(3, words.exclamations());
        double sum = (positive + negative) * force;
        return new Reading(value(sum), positive, negative, reasons(weighed, emoji, polite, words));
    }

    static double value(double sum) {
        return sum / (Math.abs(sum) + FLATNESS);
    }

    private static double sum(List<Weighed> weighed, Predicate<Weighed> which) {
        return weighed.stream().filter(which).mapToDouble(Weighed::weight).sum();
    }

    private List<Weighed> weigh(Words words) {
        var list = words.list();
        boolean allCapitals = words.isAllCapitals();
        var weighed = new ArrayList<Weighed>();
        for (var hit : tone.in(list)) {
            double weight = Double.parseDouble(hit.label());
            boolean negated = isNegated(list, hit);
            if (negated) {
                weight *= weight > 0 ? NEGATED_PRAISE : NEGATED_BLAME;
            }
            weight *= neighbourhood(list, hit);
            var first = list.get(hit.from());
            weight *= (first.isShouted() && !allCapitals) || first.stretched() ? SHOUTED : 1;
            weight *= contrast(list, hit);
            weighed.add(new Weighed(hit, weight, negated, COURTESY.contains(first.form())));
        }
        return weighed;
    }

    private boolean isNegated(List<Word> words, Lexicon.Hit hit) {
        int clause = words.get(hit.from()).clause();
        for (int i = hit.from() - 1; i >= 0 && i >= hit.from() - NEGATION_REACH; i--) {
            if (words.get(i).clause() != clause) {
                break;
            }
            if (is(words, i, "negate") && !isEncouragement(words, i)) {
                return true;
            }
        }
        return language.equals("fr") && isNegatedBehind(words, hit, clause);
    }

    /** "I can not thank you enough", "pas seulement": the negation praises. */
    private static boolean isEncouragement(List<Word> words, int i) {
        return i + 1 < words.size()
                && Set.of("only", "just", "seulement", "que", "enough")
                        .contains(words.get(i + 1).surface().toLowerCase(java.util.Locale.ROOT));
    }

    /** French negates a verb from behind: "n'aime pas", and in talk just "j'aime pas". */
    private static boolean isNegatedBehind(List<Word> words, Lexicon.Hit hit, int clause) {
        if (hit.to() >= words.size() || words.get(hit.to()).clause() != clause) {
            return false;
        }
        var next = words.get(hit.to()).form();
        boolean particle = false;
        for (int i = hit.from() - 1; i >= 0 && i >= hit.from() - 3; i--) {
            particle |= FRENCH_PARTICLES.contains(words.get(i).form())
                    && words.get(i).clause() == clause;
        }
        boolean written = particle && NEGATIONS_BEHIND.contains(next);
        boolean spoken = next.equals("pas")
                && hit.from() > 0
                && SPOKEN_SUBJECTS.contains(words.get(hit.from() - 1).form());
        return written || spoken;
    }

    private double neighbourhood(List<Word> words, Lexicon.Hit hit) {
        for (int i = hit.from() - 1; i >= 0 && i >= hit.from() - 2; i--) {
            if (words.get(i).clause() != words.get(hit.from()).clause()) {
                break;
            }
            if (is(words, i, "weaken")) {
                return WEAKENED;
            }
            if (is(words, i, "strengthen")) {
                return STRENGTHENED;
            }
        }
        return 1;
    }

    private double contrast(List<Word> words, Lexicon.Hit hit) {
        int sentence = words.get(hit.from()).sentence();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).sentence() == sentence && is(words, i, "contrast")) {
                return hit.from() < i ? BEFORE_CONTRAST : AFTER_CONTRAST;
            }
        }
        return 1;
    }

    private boolean is(List<Word> words, int i, String label) {
        return modifiers.at(words, i).filter(hit -> hit.label().equals(label)).isPresent();
    }

    private List<ClassificationReason> reasons(List<Weighed> weighed, Emoji.Found emoji, boolean polite, Words words) {
        var reasons = new ArrayList<ClassificationReason>();
        add(reasons, "TONE_AGAINST", surfaces(weighed, w -> w.weight() < 0 && !w.negated()));
        add(reasons, "TONE_FOR", surfaces(weighed, w -> w.weight() > 0 && !w.negated()));
        add(reasons, "TONE_NEGATED", surfaces(weighed, Weighed::negated));
        add(reasons, "TONE_SIGNS", emoji.signs());
        if (polite) {
            reasons.add(new ClassificationReason("TONE_POLITE_COMPLAINT", surfaces(weighed, Weighed::courtesy)));
        }
        if (reasons.isEmpty()) {
            reasons.add(new ClassificationReason("TONE_NO_WORDS", List.of()));
        }
        return reasons;
    }

    private static void add(List<ClassificationReason> reasons, String code, List<String> terms) {
        if (!terms.isEmpty()) {
            reasons.add(new ClassificationReason(code, terms));
        }
    }

    private static List<String> surfaces(List<Weighed> weighed, Predicate<Weighed> which) {
        var surfaces = new LinkedHashSet<String>();
        weighed.stream().filter(which).forEach(w -> surfaces.add(w.hit().surface()));
        return surfaces.stream().limit(6).toList();
    }
}
