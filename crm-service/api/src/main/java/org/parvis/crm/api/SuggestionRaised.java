package org.parvis.crm.api;

import java.time.Instant;

/** A mention was carried to a product line as a suggestion. The summary is about the product, not about people. */
public record SuggestionRaised(
        String suggestionId,
        String brandId,
        String productLineId,
        String summary,
        String mentionId,
        String conversationId,
        String personId,
        Instant firstMentionAt)
        implements SuggestionEvent {}
