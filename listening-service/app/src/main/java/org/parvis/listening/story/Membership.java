package org.parvis.listening.story;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.listening.api.MentionJoinedStory;
import org.parvis.listening.api.MentionPlacedInStory;
import org.parvis.listening.story.StoryCommand.JoinStory;
import org.parvis.listening.story.StoryCommand.PlaceInStory;

/** The story one mention is told in: found once by the machine, and after that only changed by people. */
final class Membership {

    @AggregateIdentifier
    private @Nullable String mentionId;

    private String storyId = "";

    Membership() {}

    /** Answers whether it joined. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(JoinStory c) {
        if (mentionId != null) {
            return false;
        }
        apply(new MentionJoinedStory(
                c.mentionId(), c.brandId(), c.storyId(), c.likeMentionId(), c.likeness(), c.degree()));
        return true;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(PlaceInStory c) {
        if (!c.storyId().equals(storyId)) {
            apply(new MentionPlacedInStory(c.mentionId(), c.brandId(), c.storyId()));
        }
    }

    @EventSourcingHandler
    void evolve(MentionJoinedStory event) {
        mentionId = event.mentionId();
        storyId = event.storyId();
    }

    @EventSourcingHandler
    void evolve(MentionPlacedInStory event) {
        mentionId = event.mentionId();
        storyId = event.storyId();
    }
}
