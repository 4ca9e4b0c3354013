package org.parvis.crm.api;

/** The product manager decided. */
public record SuggestionDecided(String suggestionId, String brandId, Decision decision, String reason)
        implements SuggestionEvent {}
