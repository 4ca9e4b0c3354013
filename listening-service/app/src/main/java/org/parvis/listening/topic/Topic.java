package org.parvis.listening.topic;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.TopicArchived;
import org.parvis.listening.api.TopicDefined;
import org.parvis.listening.api.TopicEvent;
import org.parvis.listening.api.TopicRedefined;

/** A standing query with a subject. A change is a break that every curve shows, so saying the same again is no change. */
final class Topic {

    @AggregateIdentifier
    private @Nullable String topicId;

    private @Nullable DefineTopic definition;
    private boolean archived;

    Topic() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(DefineTopic command) {
        var known = definition;
        if (known == null) {
            apply(new TopicDefined(
                    command.topicId(),
                    command.brandId(),
                    command.name(),
                    command.subject(),
                    command.query(),
                    command.languages(),
                    command.sample()));
        } else if (!known.brandId().equals(command.brandId())) {
            throw new TopicRefused(TopicRefused.Reason.TOPIC_OF_ANOTHER_BRAND, command.topicId());
        } else if (archived || command.changes(known)) {
            apply(new TopicRedefined(
                    command.topicId(),
                    command.brandId(),
                    command.name(),
                    command.subject(),
                    command.query(),
                    command.languages(),
                    command.sample()));
        }
    }

    @CommandHandler
    void decide(ArchiveTopic command) {
        if (!archived) {
            apply(new TopicArchived(command.topicId(), command.brandId()));
        }
    }

    @EventSourcingHandler
    void evolve(TopicEvent event) {
        topicId = event.topicId();
        switch (event) {
            case TopicDefined e -> {
                archived = false;
                definition = new DefineTopic(
                        e.topicId(), e.brandId(), e.name(), e.subject(), e.query(), e.languages(), e.sample());
            }
            case TopicRedefined e -> {
                archived = false;
                definition = new DefineTopic(
                        e.topicId(), e.brandId(), e.name(), e.subject(), e.query(), e.languages(), e.sample());
            }
            case TopicArchived e -> archived = true;
        }
    }
}
