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

    /** Of one brand that collect, and signs of their queries together. */
    private static final int MOST_TOPICS = 500;

    private static final int MOST_SIGNS = 1_000_000;

    /** Of all queries of a brand, and of a house: the matchers take some 800 bytes for each, and are made anew in a second. */
    private static final int MOST_WORDS = 20_000;

    private static final int MOST_WORDS_OF_THE_HOUSE = 100_000;

    private final Topics topics;
    private final QueryTrials trials;
    private final PastMentions past;
    private final KnownGaps gaps;
    private final Commands commands;
    private final Access access;
    private final MemberDirectory members;
    private final Clock clock;

    TopicDesk(
            Topics topics,
            QueryTrials trials,
            PastMentions past,
            KnownGaps gaps,
            Commands commands,
            Access access,
            MemberDirectory members,
            Clock clock) {
        this.topics = topics;
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
        requireRoom(command);
        commands.send(command);
        // Whoever saved it looks at it next.
        Shown.soon(() -> topics.find(id)
                .filter(topic -> topic.query().equals(command.query()))
                .isPresent());
        return isNew;
    }

    /** The matcher holds every query that collects, so there is an end of them; what is there may always become less. */
    private void requireRoom(DefineTopic command) {
        var signs = command.query().length();
        var words = TopicQuery.parse(command.query()).words();
        var load = topics.besides(command.topicId(), command.brandId());
        if (load.before().signs() == 0 && load.topics() >= MOST_TOPICS) {
            throw new InvalidInput("query", "too-many-topics", MOST_TOPICS);
        }
        if (signs > load.before().signs() && load.queries().signs() + signs > MOST_SIGNS) {
            throw new InvalidInput("query", "too-long-with-others", MOST_SIGNS);
        }
        if (words <= load.before().words()) {
            return;
        }
        var ofBrand = load.queries().words() + words;
        if (ofBrand > MOST_WORDS) {
            throw new InvalidInput("query", "too-many-words-with-others", MOST_WORDS);
        }
        if (topics.wordsOfOthers(command.brandId()) + ofBrand > MOST_WORDS_OF_THE_HOUSE) {
            throw new InvalidInput("query", "too-many-words-of-the-house", MOST_WORDS_OF_THE_HOUSE);
        }
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
