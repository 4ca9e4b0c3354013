package org.parvis.crm.api;

import java.time.Instant;

/** An author was told back in the thread. */
public record AuthorTold(
        String suggestionId, String brandId, String mentionId, String personId, String replyId, Instant toldAt)
        implements SuggestionEvent {}
