package org.parvis.crm.api;

/** An author cannot be told back where they wrote, for instance because no channel of ours is there; {@code code} says why. */
public record AuthorNotReached(String suggestionId, String brandId, String mentionId, String personId, String code)
        implements SuggestionEvent {}
