package org.parvis.listening.classification;

import java.util.Optional;
import org.parvis.listening.api.ClassificationReason;

/**
 * Tells insults and threats that stand in no list. For English only: what can be had of French texts was collected by search for insults,
 * and who learns from it takes half of all tweets for abuse.
 */
final class LearnedAbuse {

    static final int ABUSIVE = 1;
    static final int CLASSES = 2;

    private static final double SURE = 0.7;
    private static final double POSSIBLE = 0.5;

    private final LearnedModel model;

    LearnedAbuse(LearnedModel model) {
        this.model = model;
    }

    static Optional<LearnedAbuse> of(String language) {
        return language.equals("en")
                ? Optional.of(new LearnedAbuse(LearnedModel.load("abuse_en.model")))
                : Optional.empty();
    }

    /** @param unsure it may be abuse, and a person had better look */
    record Reading(boolean abusive, boolean unsure, ClassificationReason reason) {}

    Reading read(Features text, double[] signs) {
        var read = model.read(text, signs);
        double p = read.probabilities()[ABUSIVE];
        return new Reading(
                p >= SURE,
                p >= POSSIBLE && p < SURE,
                new ClassificationReason("ABUSE_LEARNED", read.words(text, ABUSIVE, 1 - ABUSIVE)));
    }
}
