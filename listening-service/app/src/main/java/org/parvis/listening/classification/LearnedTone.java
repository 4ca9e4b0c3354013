package org.parvis.listening.classification;

import java.util.ArrayList;
import java.util.List;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Leaning;

/** Reads the tone of a text in one language by a model of three classes. */
final class LearnedTone {

    static final int AGAINST = 0;
    static final int NEUTRAL = 1;
    static final int FOR = 2;
    static final int CLASSES = 3;
    static final List<Leaning> BY_CLASS = List.of(Leaning.NEGATIVE, Leaning.NEUTRAL, Leaning.POSITIVE);

    /** Closer together than this, two readings are a matter for a person. */
    private static final double CLOSE = 0.08;
    /** The same where the word lists say something else. */
    private static final double CLOSE_WHEN_LISTS_DISAGREE = 0.3;

    private static final double LEAST_BEYOND = 0.01;
    /** What no list has a word for cannot be told to be strong. */
    private static final double STRONGEST_UNLISTED = 0.4;

    private final LearnedModel model;

    LearnedTone(LearnedModel model) {
        this.model = model;
    }

    static LearnedTone of(String language) {
        return new LearnedTone(LearnedModel.load("tone_" + language + ".model"));
    }

    /**
     * A tone.
     *
     * @param value from -1 (against) to 1 (for); as neutral as {@link Classification#NEUTRAL} allows when neutral is the likeliest
     * @param close another reading is almost as likely
     */
    record Reading(double value, boolean close, List<ClassificationReason> reasons) {}

    LearnedModel.Reading hear(Features text, double[] signs) {
        return model.read(text, signs);
    }

    /**
     * Which tone it is the model tells, with what people taught, how strong it is the lists, where they agree.
     *
     * @param shipped what the model says
     * @param read the same with what people taught
     * @param listed the tone by the lists
     */
    static Reading read(Features text, LearnedModel.Reading shipped, LearnedModel.Reading read, double listed) {
        var p = read.probabilities();
        int likeliest = read.likeliest();
        double second = 0;
        for (int c = 0; c < CLASSES; c++) {
            second = c == likeliest ? second : Math.max(second, p[c]);
        }
        double lead = p[likeliest] - second;
        double value = switch (likeliest) {
            case AGAINST -> -strength(-listed, lead);
            case FOR -> strength(listed, lead);
            default -> (Classification.NEUTRAL - LEAST_BEYOND) * (p[FOR] - p[AGAINST]);
        };
        boolean close = lead < (agree(likeliest, listed) ? CLOSE : CLOSE_WHEN_LISTS_DISAGREE);
        var reasons = likeliest == shipped.likeliest()
                ? reasons(text, shipped, likeliest)
                : List.of(new ClassificationReason("TONE_TAUGHT", read.words(text, likeliest, shipped.likeliest())));
        return new Reading(value, close, reasons);
    }

    private static boolean agree(int likeliest, double listed) {
        return likeliest
                == (listed < -Classification.NEUTRAL ? AGAINST : listed > Classification.NEUTRAL ? FOR : NEUTRAL);
    }

    private static double strength(double listed, double lead) {
        return Math.max(Classification.NEUTRAL + LEAST_BEYOND, listed > 0 ? listed : STRONGEST_UNLISTED * lead);
    }

    private static List<ClassificationReason> reasons(Features text, LearnedModel.Reading read, int likeliest) {
        var reasons = new ArrayList<ClassificationReason>();
        if (likeliest == AGAINST) {
            reasons.add(new ClassificationReason("TONE_LEARNED_AGAINST", read.words(text, AGAINST, FOR)));
        } else if (likeliest == FOR) {
            reasons.add(new ClassificationReason("TONE_LEARNED_FOR", read.words(text, FOR, AGAINST)));
        }
        reasons.removeIf(reason -> reason.terms().isEmpty());
        return reasons;
    }
}
