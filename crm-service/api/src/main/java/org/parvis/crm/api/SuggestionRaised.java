package org.parvis.crm.api;

import java.time.Instant;
import org.parvis.privacy.Protected;
import org.parvis.privacy.Subject;

/** A mention was carried to a product line as a suggestion. The summary is about the product, not about people. */
public record SuggestionRaised(
        String suggestionId,
        String brandId,
        String productLineId,
        @Protected String summary,
        String mentionId,
        String conversationId,
        @Subject String personId,
        Instant firstMentionAt)
        implements SuggestionEvent {}
