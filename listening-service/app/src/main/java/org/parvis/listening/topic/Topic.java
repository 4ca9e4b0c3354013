package org.parvis.listening.topic;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.TopicArchived;
import org.parvis.listening.api.TopicAssigned;
import org.parvis.listening.api.TopicDefined;
import org.parvis.listening.api.TopicDefinition;
import org.parvis.listening.api.TopicEvent;
import org.parvis.listening.api.TopicRedefined;
import org.parvis.listening.api.TopicThrottleEnded;
import org.parvis.listening.api.TopicThrottled;

/** A standing query with a subject. A change is a break that every curve shows, so saying the same again is no change. */
final class Topic {

    /** Of all its queries together. */
    static final int MOST_SIGNS_EVER = 2_000_000;

    @AggregateIdentifier
    private @Nullable String topicId;

    private @Nullable DefineTopic definition;
    private @Nullable String ownerId;
    private boolean archived;
    private @Nullable Instant throttledFrom;
    private Instant toldUntil = Instant.EPOCH;
    private long signsEver;

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
                    command.sample(),
                    command.dailyBudget()));
        } else if (!known.brandId().equals(command.brandId())) {
            throw new TopicRefused(TopicRefused.Reason.TOPIC_OF_ANOTHER_BRAND, command.topicId());
        } else {
            redefine(known, command.after(known));
        }
        if (command.ownerId() != null && !command.ownerId().equals(ownerId)) {
            apply(new TopicAssigned(command.topicId(), command.brandId(), command.ownerId()));
        }
    }

    private void redefine(DefineTopic known, DefineTopic next) {
        if (archived || !next.equals(known)) {
            // Each command reads all of them again.
            if (signsEver + next.query().length() > MOST_SIGNS_EVER) {
                throw new TopicRefused(TopicRefused.Reason.TOPIC_CHANGED_TOO_OFTEN, known.topicId());
            }
            apply(new TopicRedefined(
                    next.topicId(),
                    next.brandId(),
                    next.name(),
                    next.subject(),
                    next.query(),
                    next.languages(),
                    next.sample(),
                    next.dailyBudget()));
        }
    }

    @CommandHandler
    void decide(ArchiveTopic command) {
        if (!archived) {
            apply(new TopicArchived(command.topicId(), command.brandId()));
        }
    }

    /** Nothing happens where somebody else has it by now. */
    @CommandHandler
    void decide(FreeTopic command) {
        if (command.ownerId().equals(ownerId)) {
            apply(new TopicAssigned(command.topicId(), command.brandId(), null));
        }
    }

    @CommandHandler
    void decide(ThrottleTopic command) {
        if (throttledFrom == null && !command.from().isBefore(toldUntil)) {
            apply(new TopicThrottled(
                    command.topicId(), command.brandId(), command.from(), command.until(), command.budget()));
        }
    }

    @CommandHandler
    void decide(EndThrottle command) {
        if (command.from().equals(throttledFrom)) {
            apply(new TopicThrottleEnded(
                    command.topicId(), command.brandId(), command.from(), command.to(), command.leftOut()));
        }
    }

    @EventSourcingHandler
    void evolve(TopicEvent event) {
        topicId = event.topicId();
        switch (event) {
            case TopicDefinition e -> {
                archived = false;
                signsEver += e.query().length();
                definition = new DefineTopic(
                        e.topicId(),
                        e.brandId(),
                        e.name(),
                        e.subject(),
                        e.query(),
                        e.languages(),
                        e.sample(),
                        e.dailyBudget(),
                        null);
            }
            case TopicAssigned e -> ownerId = e.ownerId();
            case TopicArchived e -> archived = true;
            case TopicThrottled e -> throttledFrom = e.from();
            case TopicThrottleEnded e -> {
                throttledFrom = null;
                toldUntil = e.to();
            }
        }
    }
}
