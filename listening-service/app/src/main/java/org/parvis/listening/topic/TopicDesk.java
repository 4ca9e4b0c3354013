package org.parvis.listening.topic;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.boot.Access;
import org.parvis.boot.CurrentActor;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.MemberDirectory;
import org.parvis.boot.NotFound;
import org.parvis.boot.Shown;
import org.parvis.identity.rights.Action;
import org.parvis.listening.api.TopicSample;
import org.parvis.listening.gap.KnownGaps;
import org.springframework.stereotype.Component;

/** What people and programs do with topics, the same from a page and from a program. */
@Component
class TopicDesk {

    private final Topics topics;
    private final TopicRoom room;
    private final QueryTrials trials;
    private final PastMentions past;
    private final KnownGaps gaps;
    private final Commands commands;
    private final Access access;
    private final MemberDirectory members;
    private final Clock clock;

    TopicDesk(
            Topics topics,
            TopicRoom room,
            QueryTrials trials,
            PastMentions past,
            KnownGaps gaps,
            Commands commands,
            Access access,
            MemberDirectory members,
            Clock clock) {
        this.topics = topics;
        this.room = room;
        this.trials = trials;
        this.past = past;
        this.gaps = gaps;
        this.commands = commands;
        this.access = access;
        this.members = members;
        this.clock = clock;
    }

    /** @return whether there was no topic of this id */
    boolean define(String id, TopicForm form) {
        access.require(Action.MANAGE_TOPICS, form.brandId(), null, "topic:" + id);
        var known = topics.find(id);
        var isNew = known.isEmpty();
        var command = form.command(id, sample(form), owner(form, known));
        // Whoever saved it looks at it next.
        room.during(command, () -> {
            commands.send(command);
            return Shown.soon(() -> topics.find(id)
                    .filter(topic -> topic.query().equals(command.query()))
                    .isPresent());
        });
        return isNew;
    }

    /** Members who can look after a topic of the brand: those who read what it finds. */
    List<MemberDirectory.Entry> possibleOwners(String brandId) {
        return members.allowed(Action.READ_MENTIONS, brandId);
    }

    private @Nullable String owner(TopicForm form, Optional<Topics.Item> known) {
        if (form.owner() == null || form.owner().isBlank()) {
            return known.isEmpty() ? CurrentActor.require().id() : null;
        }
        var owner = form.owner().strip();
        var isUnchanged = known.filter(topic -> topic.brandId().equals(form.brandId()))
                .map(Topics.Item::owner)
                .filter(owner::equals)
                .isPresent();
        if (isUnchanged) {
            // What was read may be written back, whatever became of the owner's rights.
            return null;
        }
        if (possibleOwners(form.brandId()).stream()
                .noneMatch(member -> member.memberId().equals(owner))) {
            throw new InvalidInput("owner", "owner");
        }
        return owner;
    }

    /** What was judged is counted here and not by whoever judged: only messages of the sample count. */
    private @Nullable TopicSample sample(TopicForm form) {
        var marks = form.marks();
        if (marks.isEmpty()) {
            return null;
        }
        access.require(Action.READ_MENTIONS, form.brandId());
        var outcome = trials.of(form.question());
        var agreement = marks.among(outcome.sample());
        return agreement.of() == 0
                ? null
                : new TopicSample(outcome.looked(), outcome.found(), (int) agreement.right(), (int) agreement.of());
    }

    void archive(String id) {
        var topic = topics.find(id).orElseThrow(() -> new NotFound("topic", id));
        access.require(Action.MANAGE_TOPICS, topic.brandId(), null, "topic:" + id);
        commands.send(new ArchiveTopic(id, topic.brandId()));
        // Its room is there for others now.
        Shown.soon(() -> !topics.collects(id));
    }

    /** For whoever may set topics up and read what they find. */
    Preview tryOut(TopicForm form) {
        access.require(Action.MANAGE_TOPICS, form.brandId());
        access.require(Action.READ_MENTIONS, form.brandId());
        var marks = form.marks();
        var question = form.question();
        var outcome = trials.of(question);
        var draft = question.draft();
        var found = past.find(question.brandId(), outcome.sample());
        var sample = outcome.sample().stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(said -> judged(said, draft, marks))
                .toList();
        return new Preview(
                outcome.from(),
                outcome.since(),
                outcome.whole(),
                outcome.looked(),
                outcome.found(),
                gaps.of(question.brandId(), KnownGaps.WHOLE_BRAND, outcome.from(), clock.instant())
                        .size(),
                outcome.days(),
                sample,
                Preview.Precision.of(marks.among(outcome.sample())));
    }

    private static Preview.Judged judged(PastMentions.Said said, Draft draft, Marks marks) {
        var message = said.message();
        return new Preview.Judged(
                said.mentionId(),
                said.author(),
                said.network(),
                said.publishedAt(),
                message.permalink(),
                message.language(),
                message.text(),
                draft.places(message),
                marks.of(said.mentionId()));
    }
}
