package org.parvis.listening.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The word lists of one language. */
final class Lists {

    private static final double INSULT = -2;
    private static final double MANY_WORDS = 40;

    private final ToneReader tone;
    private final IntentReader intent;

    Lists(String language) {
        this.tone = new ToneReader(language);
        this.intent = new IntentReader(language);
    }

    Found in(Words words, Emoji.Found emoji) {
        var phrases = intent.signs(words);
        var insults = new ArrayList<>(phrases.getOrDefault("insult", List.of()));
        insults.addAll(phrases.getOrDefault("slight", List.of()));
        var threats = phrases.getOrDefault("threat", List.of());
        return new Found(
                words,
                phrases,
                insults,
                threats,
                tone.read(words, emoji, INSULT * Math.min(2, insults.size() + threats.size())));
    }

    IntentReader.Reading intent(Found found) {
        return intent.read(found.words, found.phrases, found.tone.value());
    }

    /** What of a text stands in the lists. */
    record Found(
            Words words,
            Map<String, List<String>> phrases,
            List<String> insults,
            List<String> threats,
            ToneReader.Reading tone) {

        /** The same as numbers between -1 and 1, for the learned models. A model is good for one order and meaning of them. */
        double[] signs() {
            return new double[] {
                tone.value(),
                tone.value() > Classification.NEUTRAL ? 1 : 0,
                tone.value() < -Classification.NEUTRAL ? 1 : 0,
                upTo(3, tone.positive()),
                -upTo(3, -tone.negative()),
                words.questions() > 0 ? 0.5 : 0,
                upTo(3, words.exclamations()),
                upTo(2, words.links()),
                upTo(2, insults.size() + threats.size()),
                upTo(MANY_WORDS, words.list().size()),
                upTo(2, count("criticism")),
                upTo(2, count("praise")),
                upTo(2, count("question")),
                upTo(2, count("spam"))
            };
        }

        private static double upTo(double most, double value) {
            return Math.min(most, value) / most;
        }

        private int count(String kind) {
            return phrases.getOrDefault(kind, List.of()).size();
        }
    }
}
