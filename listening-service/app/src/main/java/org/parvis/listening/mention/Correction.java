package org.parvis.listening.mention;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.Leaning;
import org.parvis.listening.classification.Classification;

/** What a person says of the readings of many messages at once: that they are right as they are when it says nothing else. */
public record Correction(@Nullable Leaning tone, @Nullable Intent intent) {

    /** Of so many messages. */
    public static final int MOST_AT_ONCE = 2_000;

    /**
     * As people and programs say it; empty is nothing said.
     *
     * @param tone negative, neutral or positive
     */
    public static Correction of(@Nullable String tone, @Nullable String intent) {
        return new Correction(leaning(tone), intent(intent));
    }

    static @Nullable Leaning leaning(@Nullable String word) {
        return word == null || word.isBlank()
                ? null
                : Arrays.stream(Leaning.values())
                        .filter(side -> side.name().toLowerCase(Locale.ROOT).equals(word.strip()))
                        .findFirst()
                        .orElseThrow(() -> new InvalidInput("tone", "tone"));
    }

    static @Nullable Intent intent(@Nullable String name) {
        try {
            return name == null || name.isBlank() ? null : Intent.valueOf(name.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("intent", "intent");
        }
    }

    /** The tone it leads to; null when that of the message is meant already. */
    @Nullable
    Double toneFor(Reading reading) {
        return tone == null || Classification.leans(reading.tone(), tone) ? null : Classification.towards(tone);
    }

    /** Null when that of the message is meant already. */
    @Nullable
    Intent intentFor(Reading reading) {
        return intent == reading.intent() ? null : intent;
    }

    /** It says how the message is read already. */
    boolean agreesWith(Reading reading) {
        return toneFor(reading) == null && intentFor(reading) == null;
    }

    /** To say it changes nothing, because a person has said so before. */
    public boolean isSaidOf(Reading reading) {
        return reading.settled() && agreesWith(reading);
    }
}
