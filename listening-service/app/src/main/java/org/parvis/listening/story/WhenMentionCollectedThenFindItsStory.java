package org.parvis.listening.story;

import java.time.temporal.ChronoUnit;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.parvis.axon.Commands;
import org.parvis.axon.projection.BatchEnd;
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
    private final Commands commands;

    WhenMentionCollectedThenFindItsStory(TraceRows traces, Commands commands) {
        this.traces = traces;
        this.commands = commands;
    }

    @EventHandler
    void react(MentionCollected event) {
        if (Erased.is(event.text())) {
            return;
        }
        batch().recognise(arrival(event))
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
        batch().move(event.mentionId(), event.storyId());
    }

    private StoryBatch batch() {
        var root = CurrentUnitOfWork.get().root();
        var end = BatchEnd.of(root);
        return root.getOrComputeResource(
                "stories",
                name -> end.add(new StoryBatch(traces, arrivals(root), end.isCareful() ? 1 : StoryBatch.TOGETHER)));
    }

    /** A dead letter that is tried again comes alone, not in a batch. */
    private static List<Arrival> arrivals(UnitOfWork<?> root) {
        return (root instanceof BatchingUnitOfWork<?> batch ? batch.getMessages() : List.of(root.getMessage()))
                .stream()
                        .map(Message::getPayload)
                        .filter(MentionCollected.class::isInstance)
                        .map(MentionCollected.class::cast)
                        .filter(event -> !Erased.is(event.text()))
                        .map(WhenMentionCollectedThenFindItsStory::arrival)
                        .toList();
    }

    /** Said when the database can say it: it keeps microseconds, and what is remembered of a batch must not be more exact. */
    private static Arrival arrival(MentionCollected event) {
        return new Arrival(
                event.mentionId(),
                event.brandId(),
                event.sourceId(),
                event.personId(),
                event.title(),
                event.text(),
                event.permalink(),
                event.publishedAt().truncatedTo(ChronoUnit.MICROS));
    }
}
