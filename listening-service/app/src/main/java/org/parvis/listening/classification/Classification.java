package org.parvis.listening.classification;

import java.util.List;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.Leaning;

/**
 * How a message was read.
 *
 * @param language code of the language, {@code und} when nobody can tell
 * @param tone from -1 (against) to 1 (for)
 * @param intent what the author wants
 * @param abusive insults or threatens; says nothing about the intent: an abusive complaint is a complaint
 * @param unsure a person had better look
 * @param reasons what decided, as message keys with the words of the text
 */
public record Classification(
        String language,
        double tone,
        Intent intent,
        boolean abusive,
        boolean unsure,
        List<ClassificationReason> reasons) {

    /** Somebody is for or against only from so far on. */
    public static final double NEUTRAL = 0.2;

    /** Well beyond what is neutral; where a person gives no figure. */
    private static final double CLEAR = 0.6;

    public Classification {
        reasons = List.copyOf(reasons);
    }

    /** To which side a tone is. */
    public static Leaning leaning(double tone) {
        return tone <= -NEUTRAL ? Leaning.NEGATIVE : tone >= NEUTRAL ? Leaning.POSITIVE : Leaning.NEUTRAL;
    }

    /** Whether a tone is to that side. */
    public static boolean leans(double tone, Leaning side) {
        return side == leaning(tone);
    }

    /** The tone of what a person finds on that side. */
    public static double towards(Leaning side) {
        return switch (side) {
            case NEGATIVE -> -CLEAR;
            case NEUTRAL -> 0;
            case POSITIVE -> CLEAR;
        };
    }
}
