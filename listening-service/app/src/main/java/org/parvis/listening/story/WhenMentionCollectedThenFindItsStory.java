package org.parvis.listening.story;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionPlacedInStory;
import org.parvis.listening.story.Recogniser.Arrival;
import org.parvis.listening.story.StoryCommand.JoinStory;
import org.parvis.privacy.Erased;
import org.springframework.stereotype.Component;

/**
 * Asks of every mention, in the order of the ledger, whether it tells what was told before. One processor does that for all replicas, so
 * no two begin the same story. What it finds is an entry: a rebuild, and an erasure in between, change no story.
 */
@Component
@ProcessingGroup("listening.story.recogniser")
final class WhenMentionCollectedThenFindItsStory {

    private static final Actor SELF = Actor.automation("listening.story.recogniser");

    private final TraceRows traces;
    private final Recogniser recogniser;
    private final Commands commands;

    WhenMentionCollectedThenFindItsStory(TraceRows traces, Commands commands) {
        this.traces = traces;
        this.recogniser = new Recogniser(traces);
        this.commands = commands;
    }

    @EventHandler
    void react(MentionCollected event) {
        if (Erased.is(event.text())) {
            return;
        }
        var arrival = new Arrival(
                event.mentionId(),
                event.brandId(),
                event.sourceId(),
                event.personId(),
                event.title(),
                event.text(),
                event.permalink(),
                event.publishedAt());
        recogniser
                .recognise(arrival)
                .ifPresent(like -> commands.sendWithBatch(
                        new JoinStory(
                                event.mentionId(),
                                event.brandId(),
                                like.to().storyId(),
                                like.to().mentionId(),
                                like.kind(),
                                like.degree()),
                        event.mentionId(),
                        SELF,
                        "story of " + event.mentionId()));
    }

    @EventHandler
    void react(MentionPlacedInStory event) {
        traces.move(event.mentionId(), event.storyId());
    }
}
