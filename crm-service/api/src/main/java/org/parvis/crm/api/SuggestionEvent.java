package org.parvis.crm.api;

/** All that happens to a suggestion. */
public sealed interface SuggestionEvent
        permits AuthorNotReached,
                AuthorReplyDrafted,
                AuthorTold,
                EvidenceAdded,
                SuggestionDecided,
                SuggestionRaised,
                SuggestionShipped {

    String suggestionId();

    String brandId();
}
