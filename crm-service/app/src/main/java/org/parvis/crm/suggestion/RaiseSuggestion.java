package org.parvis.crm.suggestion;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.parvis.crm.text.LineBreaks;

/** Carries a mention to a product line. */
public record RaiseSuggestion(
        @TargetAggregateIdentifier String suggestionId,
        String brandId,
        String productLineId,
        String summary,
        String mentionId,
        String conversationId,
        String personId,
        Instant firstMentionAt) {

    public RaiseSuggestion {
        summary = LineBreaks.plain(summary);
    }
}
