package org.parvis.crm.settings;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.Telling;
import org.parvis.crm.text.LineBreaks;

/** Settles how a brand answers: all of it or, when a part is refused, none. What is not named stays as it is. */
record ChangeBrandSettings(
        @TargetAggregateIdentifier String brandId, @Nullable Integer answerMinutes, List<TellingText> texts) {

    ChangeBrandSettings {
        texts = List.copyOf(texts);
    }

    /** The words for an occasion in a language. */
    record TellingText(Telling telling, String language, String text) {

        TellingText {
            text = LineBreaks.plain(text);
        }
    }
}
