package org.parvis.listening.mention;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.Intent;

/**
 * How a mention is read now.
 *
 * @param unsure a person had better look
 * @param corrected a person knew better
 * @param settled a person has said what is right
 */
public record Reading(String language, double tone, Intent intent, boolean unsure, boolean corrected, boolean settled) {

    static final Reading NONE = new Reading("", 0, Intent.OTHER, false, false, false);

    /** What is null stays. */
    Reading corrected(@Nullable String otherLanguage, @Nullable Double otherTone, @Nullable Intent otherIntent) {
        return new Reading(
                Objects.requireNonNullElse(otherLanguage, language),
                Objects.requireNonNullElse(otherTone, tone),
                Objects.requireNonNullElse(otherIntent, intent),
                false,
                true,
                true);
    }

    Reading confirmed() {
        return new Reading(language, tone, intent, false, corrected, true);
    }
}
