package org.parvis.crm.suggestion;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.text.LineBreaks;

/** What was accepted exists now; the note, which may be empty, says where and since when. */
public record ShipSuggestion(
        @TargetAggregateIdentifier String suggestionId,
        String brandId,
        String note,
        @Nullable Long expectedVersion) {

    public ShipSuggestion {
        note = LineBreaks.plain(note);
    }
}
