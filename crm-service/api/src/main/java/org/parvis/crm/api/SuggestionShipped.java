package org.parvis.crm.api;

/** What was suggested exists now. */
public record SuggestionShipped(String suggestionId, String brandId, String note) implements SuggestionEvent {}
