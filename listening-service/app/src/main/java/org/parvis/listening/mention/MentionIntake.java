package org.parvis.listening.mention;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.classification.Classifier;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.connector.MentionIdentity;
import org.parvis.listening.mention.MentionCommand.CollectMention;
import org.parvis.listening.mention.MentionCommand.NoticeDeletion;
import org.parvis.listening.mention.MentionCommand.NoticeEdit;
import org.parvis.listening.topic.Budgets;
import org.parvis.listening.topic.Message;
import org.parvis.listening.topic.StandingQueries;
import org.parvis.privacy.KeyRing;
import org.springframework.stereotype.Component;

/**
 * From what a connector found to entries: identify, match against all topics of the brand, understand, append. What matches no topic is
 * counted and dropped. Returns when every item is safe, so that the caller may move its cursor.
 */
@Component
public class MentionIntake {

    private static final Actor ACTOR = Actor.automation("listening.mention.intake");
    private static final int AT_ONCE = 64;
    private static final int REMEMBERED = 50_000;

    private final StandingQueries queries;
    private final Budgets budgets;
    private final Classifier classifier = new Classifier();
    private final Commands commands;
    private final KeyRing keys;
    private final Clock clock;

    /** What was taken lately: each poll shows the last items again, and they need no second look. */
    private final Cache<String, Seen> recent =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    MentionIntake(StandingQueries queries, Budgets budgets, Commands commands, KeyRing keys, Clock clock) {
        this.queries = queries;
        this.budgets = budgets;
        this.commands = commands;
        this.keys = keys;
        this.clock = clock;
    }

    private record Seen(int digest, boolean kept) {}

    /** What became of a batch. */
    public record Taken(int seen, int collected) {}

    /** What became of one message. */
    public enum Outcome {
        COLLECTED,
        /** It was here already. */
        KNOWN,
        EDITED,
        DELETED,
        /** Nor does it when the budgets of all topics it matches are used up for the day; that is counted and put on record. */
        NO_TOPIC,
        /** Written by one of our own accounts. */
        OWN,
        /** It was deleted at its origin, and never was here. */
        NEVER_HERE
    }

    /** A message as it is called here, and what became of it. */
    public record Result(String mentionId, Outcome outcome) {}

    /** Where messages come from, and how far what it shows is news. */
    public record Origin(String brandId, String sourceId, String network, List<String> own, boolean live) {

        public Origin {
            own = List.copyOf(own);
        }
    }

    /**
     * Takes a batch.
     *
     * @param own handles of our own accounts; what these say is no mention
     * @throws IllegalStateException when an item could not be made safe; the batch must come again
     */
    public Taken take(String brandId, String sourceId, String network, List<String> own, List<CollectedItem> items) {
        var results = takeEach(new Origin(brandId, sourceId, network, own, true), items);
        var collected = results.stream()
                .filter(result -> result.outcome() == Outcome.COLLECTED)
                .count();
        return new Taken(items.size(), (int) collected);
    }

    /**
     * Takes a batch and says of each item, in their order, what became of it.
     *
     * @throws IllegalStateException when an item could not be made safe; the batch must come again
     */
    public List<Result> takeEach(Origin origin, List<CollectedItem> items) {
        var limit = new Semaphore(AT_ONCE);
        List<Future<Result>> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var item : items) {
                limit.acquireUninterruptibly();
                outcomes.add(threads.submit(() -> {
                    try {
                        return take(origin, item, null, ACTOR);
                    } finally {
                        limit.release();
                    }
                }));
            }
        }
        var results = new ArrayList<Result>(items.size());
        for (var outcome : outcomes) {
            try {
                results.add(outcome.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(
                        "An item of source " + origin.sourceId() + " could not be kept", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while items were kept", e);
            }
        }
        return results;
    }

    /**
     * Takes what a person found.
     *
     * @param topicId what it belongs to, for when no query finds that out; null leaves it to the queries
     * @param person in whose name it is recorded
     */
    public Result takeOne(Origin origin, CollectedItem item, @Nullable String topicId, Actor person) {
        return take(origin, item, topicId, person);
    }

    private Result take(Origin origin, CollectedItem item, @Nullable String topicId, Actor actor) {
        var mentionId = MentionIdentity.mention(origin.brandId(), item.scope(), item.remoteId());
        if (origin.own().contains(item.author().handle().toLowerCase(Locale.ROOT))) {
            return new Result(mentionId, Outcome.OWN);
        }
        var outcome = switch (item.change()) {
            case PRESENT -> present(mentionId, origin, item, topicId, actor);
            case EDITED -> notice(edit(mentionId, origin, item)) == Noticed.NEWS ? Outcome.EDITED : Outcome.KNOWN;
            case DELETED ->
                switch (notice(new NoticeDeletion(mentionId, origin.brandId(), origin.sourceId(), clock.instant()))) {
                    case NEWS -> Outcome.DELETED;
                    case NO_NEWS -> Outcome.KNOWN;
                    case OF_NOTHING -> Outcome.NEVER_HERE;
                };
        };
        return new Result(mentionId, outcome);
    }

    private Outcome present(
            String mentionId, Origin origin, CollectedItem item, @Nullable String topicId, Actor actor) {
        var digest = Objects.hash(item.title(), item.text());
        var seen = recent.getIfPresent(mentionId);
        // Whoever brings a file in again may have defined the topic since.
        if (seen != null && seen.digest() == digest && (seen.kept() || origin.live())) {
            return seen.kept() ? Outcome.KNOWN : Outcome.NO_TOPIC;
        }
        var outcome = collect(mentionId, origin, item, topicId, actor);
        if (outcome == Outcome.KNOWN && seen != null && origin.live()) {
            // Some networks do not say that a message was edited; it only reads differently.
            notice(edit(mentionId, origin, item));
        }
        recent.put(mentionId, new Seen(digest, outcome != Outcome.NO_TOPIC));
        return outcome;
    }

    private NoticeEdit edit(String mentionId, Origin origin, CollectedItem item) {
        return new NoticeEdit(
                mentionId,
                origin.brandId(),
                origin.sourceId(),
                item.title().orElse(null),
                item.text(),
                clock.instant());
    }

    private Outcome collect(
            String mentionId, Origin origin, CollectedItem item, @Nullable String topicId, Actor actor) {
        var brandId = origin.brandId();
        var whole = item.title().map(title -> title + "\n" + item.text()).orElse(item.text());
        var read = classifier.classify(whole, item.language());
        var matched = queries.match(
                brandId, new Message(whole, read.language(), item.author().handle(), item.permalink()));
        // What people carry over or bring in is theirs to weigh.
        var topics = origin.live() ? budgets.admit(brandId, mentionId, matched) : matched;
        if (topics.isEmpty() && topicId != null) {
            topics = List.of(new TopicMatch(topicId, List.of()));
        }
        if (topics.isEmpty()) {
            return Outcome.NO_TOPIC;
        }
        var collected = new MentionCollected(
                mentionId,
                brandId,
                origin.sourceId(),
                origin.network(),
                MentionIdentity.thread(brandId, item.scope(), item.threadRemoteId()),
                keys.subjectOf(brandId, origin.network(), item.author().id()),
                item.author().name(),
                item.author().handle(),
                item.remoteId(),
                item.parentRemoteId().orElse(null),
                item.permalink(),
                item.title().orElse(null),
                item.text(),
                item.publishedAt(),
                clock.instant(),
                topics);
        var classified = new MentionClassified(
                mentionId,
                brandId,
                read.language(),
                read.tone(),
                read.intent(),
                read.abusive(),
                read.unsure(),
                read.reasons(),
                Classifier.VERSION);
        var isNew = commands.send(new CollectMention(mentionId, collected, classified), actor, null);
        return Boolean.TRUE.equals(isNew) ? Outcome.COLLECTED : Outcome.KNOWN;
    }

    /** The topics that a message matches, without taking it. */
    public List<TopicMatch> topics(String brandId, CollectedItem item) {
        var whole = item.title().map(title -> title + "\n" + item.text()).orElse(item.text());
        var language = classifier.classify(whole, item.language()).language();
        return queries.match(brandId, new Message(whole, language, item.author().handle(), item.permalink()));
    }

    private enum Noticed {
        NEWS,
        NO_NEWS,
        OF_NOTHING
    }

    /** News of a message that never matched a topic is no news. */
    private Noticed notice(MentionCommand command) {
        try {
            return Boolean.TRUE.equals(commands.send(command, ACTOR, null)) ? Noticed.NEWS : Noticed.NO_NEWS;
        } catch (AggregateNotFoundException e) {
            // Nothing was collected, so nothing changes.
            return Noticed.OF_NOTHING;
        }
    }
}
