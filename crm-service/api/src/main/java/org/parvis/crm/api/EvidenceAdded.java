package org.parvis.crm.api;

/** A further mention asks for the same. */
public record EvidenceAdded(
        String suggestionId, String brandId, String mentionId, String conversationId, String personId)
        implements SuggestionEvent {}
