package org.parvis.crm.api;

/** A reply was drafted to tell an author back. */
public record AuthorReplyDrafted(String suggestionId, String brandId, String mentionId, String personId, String replyId)
        implements SuggestionEvent {}
