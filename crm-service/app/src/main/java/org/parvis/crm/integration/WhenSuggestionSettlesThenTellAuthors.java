package org.parvis.crm.integration;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.parvis.axon.EntryMetadata;
import org.parvis.crm.api.Decision;
import org.parvis.crm.api.EvidenceAdded;
import org.parvis.crm.api.SuggestionDecided;
import org.parvis.crm.api.SuggestionRaised;
import org.parvis.crm.api.SuggestionShipped;
import org.parvis.crm.api.Telling;
import org.springframework.stereotype.Component;

/**
 * Whoever asked is told twice at most: that it will not be, or that it is there. That it was accepted or put off is a promise, and promises
 * are for people to make.
 */
@Component
@ProcessingGroup(AuthorTelling.GROUP)
final class WhenSuggestionSettlesThenTellAuthors {

    private final AuthorsToTell authors;

    WhenSuggestionSettlesThenTellAuthors(AuthorsToTell authors) {
        this.authors = authors;
    }

    @EventHandler
    void react(SuggestionRaised event, @MetaDataValue(EntryMetadata.ACTOR) String actor) {
        authors.raised(event, actor);
    }

    @EventHandler
    void react(EvidenceAdded event) {
        authors.added(event);
    }

    @EventHandler
    void react(SuggestionDecided event, @MetaDataValue(EntryMetadata.ACTOR) String actor) {
        if (event.decision() == Decision.DECLINED) {
            authors.settled(event.suggestionId(), Telling.DECLINED, event.reason(), actor);
        } else {
            authors.opened(event.suggestionId());
        }
    }

    @EventHandler
    void react(SuggestionShipped event, @MetaDataValue(EntryMetadata.ACTOR) String actor) {
        authors.settled(event.suggestionId(), Telling.SHIPPED, event.note(), actor);
    }
}
