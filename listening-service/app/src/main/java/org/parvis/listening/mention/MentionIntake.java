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
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.classification.Classifier;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.connector.MentionIdentity;
import org.parvis.listening.mention.MentionCommand.CollectMention;
import org.parvis.listening.mention.MentionCommand.NoticeDeletion;
import org.parvis.listening.mention.MentionCommand.NoticeEdit;
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
    private final Classifier classifier = new Classifier();
    private final Commands commands;
    private final KeyRing keys;
    private final Clock clock;

    /** Digests of what was taken lately: each poll shows the last items again, and they need no second look. */
    private final Cache<String, Integer> recent =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    MentionIntake(StandingQueries queries, Commands commands, KeyRing keys, Clock clock) {
        this.queries = queries;
        this.commands = commands;
        this.keys = keys;
        this.clock = clock;
    }

    /** What became of a batch. */
    public record Taken(int seen, int collected) {}

    /**
     * Takes a batch.
     *
     * @param own handles of our own accounts; what these say is no mention
     * @throws IllegalStateException when an item could not be made safe; the batch must come again
     */
    public Taken take(String brandId, String sourceId, String network, List<String> own, List<CollectedItem> items) {
        var limit = new Semaphore(AT_ONCE);
        List<Future<Boolean>> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var item : items) {
                if (own.contains(item.author().handle().toLowerCase(Locale.ROOT))) {
                    continue;
                }
                limit.acquireUninterruptibly();
                outcomes.add(threads.submit(() -> {
                    try {
                        return take(brandId, sourceId, network, item);
                    } finally {
                        limit.release();
                    }
                }));
            }
        }
        var collected = 0;
        for (var outcome : outcomes) {
            try {
                collected += outcome.get() ? 1 : 0;
            } catch (ExecutionException e) {
                throw new IllegalStateException("An item of source " + sourceId + " could not be kept", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while items were kept", e);
            }
        }
        return new Taken(items.size(), collected);
    }

    private boolean take(String brandId, String sourceId, String network, CollectedItem item) {
        var mentionId = MentionIdentity.mention(brandId, item.scope(), item.remoteId());
        return switch (item.change()) {
            case PRESENT -> {
                var digest = Objects.hash(item.title(), item.text());
                if (Objects.equals(recent.getIfPresent(mentionId), digest)) {
                    yield false;
                }
                var isNew = collect(mentionId, brandId, sourceId, network, item);
                if (!isNew && recent.getIfPresent(mentionId) != null) {
                    // Some networks do not say that a message was edited; it only reads differently.
                    notice(new NoticeEdit(mentionId, brandId, item.title().orElse(null), item.text(), clock.instant()));
                }
                recent.put(mentionId, digest);
                yield isNew;
            }
            case EDITED -> {
                notice(new NoticeEdit(mentionId, brandId, item.title().orElse(null), item.text(), clock.instant()));
                yield false;
            }
            case DELETED -> {
                notice(new NoticeDeletion(mentionId, brandId, clock.instant()));
                yield false;
            }
        };
    }

    private boolean collect(String mentionId, String brandId, String sourceId, String network, CollectedItem item) {
        var whole = item.title().map(title -> title + "\n" + item.text()).orElse(item.text());
        var read = classifier.classify(whole, item.language());
        var topics = queries.match(
                brandId, new Message(whole, read.language(), item.author().handle(), item.permalink()));
        if (topics.isEmpty()) {
            return false;
        }
        var collected = new MentionCollected(
                mentionId,
                brandId,
                sourceId,
                network,
                MentionIdentity.thread(brandId, item.scope(), item.threadRemoteId()),
                keys.subjectOf(brandId, network, item.author().id()),
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
        return Boolean.TRUE.equals(commands.send(new CollectMention(mentionId, collected, classified), ACTOR, null));
    }

    /** News of a message that never matched a topic is no news. */
    private void notice(MentionCommand command) {
        try {
            commands.send(command, ACTOR, null);
        } catch (AggregateNotFoundException e) {
            // Nothing was collected, so nothing changes.
        }
    }
}
