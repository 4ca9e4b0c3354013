package org.parvis.crm.suggestion;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.api.Decision;
import org.parvis.crm.text.LineBreaks;

/** The product manager's decision, with the reason that authors may be told. */
public record DecideSuggestion(
        @TargetAggregateIdentifier String suggestionId,
        String brandId,
        Decision decision,
        String reason,
        @Nullable Long expectedVersion) {

    public DecideSuggestion {
        reason = LineBreaks.plain(reason);
    }
}
