package org.parvis.listening.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;

/**
 * Weighs the signs of each intent against each other. Spam and signs of a crisis come first when there is enough of them:
 * missing the second costs most, and the first would spoil every other figure.
 */
final class IntentReader {

    /** Lessons on record rest on this order; what is new comes last. */
    static final List<Intent> BY_CLASS = List.of(
            Intent.QUESTION,
            Intent.CRITICISM,
            Intent.SUGGESTION,
            Intent.PRAISE,
            Intent.CRISIS_SIGN,
            Intent.SPAM,
            Intent.OTHER);

    private static final int PERSON_REACH = 4;
    private static final double SPAM_ENOUGH = 3;
    private static final double CRISIS_ENOUGH = 3;
    private static final double ENOUGH = 1.2;
    private static final double CLOSE = 0.5;
    private static final double UNHAPPY = -Classification.NEUTRAL;
    private static final double VERY_UNHAPPY = -0.45;
    private static final List<Intent> COMPARED =
            List.of(Intent.CRITICISM, Intent.SUGGESTION, Intent.QUESTION, Intent.PRAISE);

    private final Lexicon phrases;

    IntentReader(String language) {
        this.phrases = Lexicon.load("intents_" + language + ".txt");
    }

    /** The intent, whether another was close, and what speaks for it. */
    record Reading(Intent intent, boolean close, List<ClassificationReason> reasons) {

        private static final double RIGHT = 0.7;
        /** Nothing shows what the author wants: that says little. */
        private static final double RIGHT_WITHOUT_SIGNS = 0.5;

        private static final double LEAST_LEAD = 0.08;

        /** As a model would say it: the rules are believed so far, and what else it could be is all one. */
        LearnedModel.Reading asProbabilities() {
            var probabilities = new double[BY_CLASS.size()];
            double right = intent == Intent.OTHER ? RIGHT_WITHOUT_SIGNS : RIGHT;
            Arrays.fill(probabilities, (1 - right) / (probabilities.length - 1));
            probabilities[BY_CLASS.indexOf(intent)] = right;
            return new LearnedModel.Reading(probabilities, new double[0][]);
        }

        /** With what people taught; a sign of a crisis stays one, missing it would cost most. */
        Reading taught(Features text, Lesson lesson) {
            if (intent == Intent.CRISIS_SIGN) {
                return this;
            }
            var read = lesson.add(text, asProbabilities());
            int ruled = BY_CLASS.indexOf(intent);
            int likeliest = read.likeliest();
            if (likeliest == ruled) {
                return this;
            }
            double lead = read.probabilities()[likeliest] - read.probabilities()[ruled];
            return new Reading(
                    BY_CLASS.get(likeliest),
                    lead < LEAST_LEAD,
                    List.of(new ClassificationReason("INTENT_TAUGHT", read.words(text, likeliest, ruled))));
        }
    }

    /** The phrases of a text by their kind. */
    Map<String, List<String>> signs(Words words) {
        Map<String, List<String>> signs = new HashMap<>();
        var list = words.list();
        // Every start counts, because one sentence may ask and complain with the same words.
        for (int i = 0; i < list.size(); i++) {
            phrases.at(list, i).filter(hit -> isMeant(hit, list)).ifPresent(hit -> {
                var surfaces = signs.computeIfAbsent(hit.label(), key -> new ArrayList<>());
                if (!surfaces.contains(hit.surface())) {
                    surfaces.add(hit.surface());
                }
            });
        }
        return signs;
    }

    /** "Stupid" insults a person and describes a fee. */
    private boolean isMeant(Lexicon.Hit hit, List<Word> words) {
        if (!hit.label().equals("slight")) {
            return !hit.label().equals("person");
        }
        int clause = words.get(hit.from()).clause();
        for (int i = hit.from() - 1; i >= 0 && i >= hit.from() - PERSON_REACH; i--) {
            if (words.get(i).clause() == clause
                    && phrases.at(words, i)
                            .filter(near -> near.label().equals("person"))
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    Reading read(Words words, Map<String, List<String>> signs, double tone) {
        double spam = 2.0 * count(signs, "spam") + Math.min(2, words.links()) - (tone < UNHAPPY ? 1 : 0);
        if (spam >= SPAM_ENOUGH && count(signs, "spam") > 0) {
            return decided(Intent.SPAM, "INTENT_SPAM", signs, "spam");
        }
        double crisis = crisis(signs, tone);
        if (crisis >= CRISIS_ENOUGH) {
            return decided(Intent.CRISIS_SIGN, "INTENT_CRISIS_SIGN", signs, "crisis", "disaster", "money");
        }
        return compared(words, signs, tone);
    }

    private static double crisis(Map<String, List<String>> signs, double tone) {
        double weight = 1.5 * Math.min(3, count(signs, "crisis"));
        boolean disaster = count(signs, "disaster") > 0;
        if (disaster && count(signs, "money") > 0 && tone < -UNHAPPY) {
            weight += 2;
        }
        if (disaster && tone < UNHAPPY) {
            weight += 1.5;
        }
        return weight > 0 && tone < VERY_UNHAPPY ? weight + 1.5 : weight;
    }

    private Reading compared(Words words, Map<String, List<String>> signs, double tone) {
        Map<Intent, Double> weights = new EnumMap<>(Intent.class);
        double blame = Math.max(0, -tone);
        double praise = Math.max(0, tone);
        weights.put(
                Intent.CRITICISM,
                tone < UNHAPPY ? 4 * blame + count(signs, "criticism") : 0.8 * count(signs, "criticism"));
        weights.put(Intent.SUGGESTION, 2.2 * Math.min(2, count(signs, "suggestion")));
        double asks = (words.questions() > 0 ? 1.5 : 0) + 1.5 * Math.min(2, count(signs, "question"));
        // Who is very unhappy does not ask why; he complains in the form of a question.
        weights.put(Intent.QUESTION, tone < VERY_UNHAPPY ? 0.4 * asks : asks);
        weights.put(Intent.PRAISE, tone > -UNHAPPY ? 4 * praise + 0.5 * count(signs, "praise") : 0);
        var ranked = COMPARED.stream()
                .sorted(Comparator.comparingDouble((Intent intent) -> weights.getOrDefault(intent, 0.0))
                        .reversed())
                .toList();
        double first = weights.getOrDefault(ranked.getFirst(), 0.0);
        double second = weights.getOrDefault(ranked.get(1), 0.0);
        if (first < ENOUGH) {
            return new Reading(Intent.OTHER, false, List.of(new ClassificationReason("INTENT_OTHER", List.of())));
        }
        var intent = ranked.getFirst();
        var kind = intent.name().toLowerCase(java.util.Locale.ROOT);
        var terms = new ArrayList<>(signs.getOrDefault(kind, List.of()));
        if (intent == Intent.QUESTION && words.questions() > 0) {
            terms.add("?");
        }
        return new Reading(
                intent,
                second >= ENOUGH && first - second < CLOSE,
                List.of(new ClassificationReason(
                        "INTENT_" + intent.name(), terms.stream().limit(6).toList())));
    }

    private static Reading decided(Intent intent, String code, Map<String, List<String>> signs, String... kinds) {
        var terms = new ArrayList<String>();
        for (var kind : kinds) {
            terms.addAll(signs.getOrDefault(kind, List.of()));
        }
        return new Reading(
                intent,
                false,
                List.of(new ClassificationReason(code, terms.stream().limit(6).toList())));
    }

    private static int count(Map<String, List<String>> signs, String kind) {
        return signs.getOrDefault(kind, List.of()).size();
    }
}
