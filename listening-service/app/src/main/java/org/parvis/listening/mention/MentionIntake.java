package org.parvis.listening.mention;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Beginning;
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.parvis.ledger.AppendRefused;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.classification.Classification;
import org.parvis.listening.classification.Classifier;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.connector.MentionIdentity;
import org.parvis.listening.lesson.OwnReadings;
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
    private static final int TOGETHER = 200;
    private static final int REMEMBERED = 50_000;

    private final StandingQueries queries;
    private final Budgets budgets;
    private final Classifier classifier;
    private final OwnReadings readings;
    private final Commands commands;
    private final KeyRing keys;
    private final Clock clock;

    /**
     * What each source showed lately: its next poll shows the last items again, and they need no second look. What another source shows under
     * the same id says nothing of what the one that brought it shows next.
     */
    private final Cache<Shown, Seen> recent =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    MentionIntake(
            StandingQueries queries,
            Budgets budgets,
            Classifier classifier,
            OwnReadings readings,
            Commands commands,
            KeyRing keys,
            Clock clock) {
        this.queries = queries;
        this.budgets = budgets;
        this.classifier = classifier;
        this.readings = readings;
        this.commands = commands;
        this.keys = keys;
        this.clock = clock;
    }

    private record Shown(String sourceId, String mentionId) {}

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
     * Takes a batch and says of each item, in their order, what became of it. What is new goes on record in that order too.
     *
     * @throws IllegalStateException when an item could not be made safe; the batch must come again
     */
    public List<Result> takeEach(Origin origin, List<CollectedItem> items) {
        var results = new ArrayList<Result>(items.size());
        for (var from = 0; from < items.size(); from += TOGETHER) {
            try {
                results.addAll(takeTogether(origin, items.subList(from, Math.min(items.size(), from + TOGETHER))));
            } catch (RuntimeException e) {
                throw new IllegalStateException("An item of source " + origin.sourceId() + " could not be kept", e);
            }
        }
        return results;
    }

    private List<Result> takeTogether(Origin origin, List<CollectedItem> items) {
        var arrivals = items.stream().map(item -> arrival(origin, item)).toList();
        var unknown = arrivals.stream()
                .filter(arrival -> arrival.isThere() && standing(origin, arrival) == Standing.UNKNOWN)
                .distinct()
                .toList();
        var batch = new Batch(origin, understood(origin, unknown));
        arrivals.forEach(batch::take);
        return batch.end();
    }

    /**
     * Takes what a person found.
     *
     * @param topicId what it belongs to, for when no query finds that out; null leaves it to the queries
     * @param person in whose name it is recorded
     */
    public Result takeOne(Origin origin, CollectedItem item, @Nullable String topicId, Actor person) {
        var arrival = arrival(origin, item);
        if (arrival.own() || item.change() != CollectedItem.Change.PRESENT) {
            return new Result(arrival.mentionId(), told(origin, arrival));
        }
        var standing = standing(origin, arrival);
        if (standing != Standing.UNKNOWN) {
            return new Result(arrival.mentionId(), again(origin, arrival, standing));
        }
        var understood = understood(origin, List.of(arrival)).getFirst();
        if (understood.topics().isEmpty() && topicId != null) {
            understood = understood.about(List.of(new TopicMatch(topicId, List.of())));
        }
        var outcome =
                understood.topics().isEmpty() ? Outcome.NO_TOPIC : collect(collection(origin, understood), person);
        return new Result(arrival.mentionId(), settled(origin, arrival, outcome));
    }

    /** An item and what it is called here. */
    private record Arrival(CollectedItem item, String mentionId, int digest, boolean own) {

        boolean isThere() {
            return !own && item.change() == CollectedItem.Change.PRESENT;
        }

        String whole() {
            return MentionIntake.whole(item);
        }
    }

    private static String whole(CollectedItem item) {
        return item.title().map(title -> title + "\n" + item.text()).orElse(item.text());
    }

    private static Arrival arrival(Origin origin, CollectedItem item) {
        return new Arrival(
                item,
                MentionIdentity.mention(origin.brandId(), item.scope(), item.remoteId()),
                Objects.hash(item.title(), item.text()),
                origin.own().contains(item.author().handle().toLowerCase(Locale.ROOT)));
    }

    /** What is remembered of a message that is there. */
    private enum Standing {
        UNKNOWN,
        KEPT,
        /** Some networks do not say that a message was edited; it only reads differently. */
        KEPT_OTHERWISE,
        DROPPED
    }

    private Standing standing(Origin origin, Arrival arrival) {
        var seen = recent.getIfPresent(new Shown(origin.sourceId(), arrival.mentionId()));
        if (seen == null) {
            return Standing.UNKNOWN;
        }
        var same = seen.digest() == arrival.digest();
        if (seen.kept()) {
            return same || !origin.live() ? Standing.KEPT : Standing.KEPT_OTHERWISE;
        }
        // Whoever brings a file in again may have defined the topic since.
        return same && origin.live() ? Standing.DROPPED : Standing.UNKNOWN;
    }

    private Outcome again(Origin origin, Arrival arrival, Standing standing) {
        if (standing == Standing.KEPT_OTHERWISE) {
            notice(edit(arrival.mentionId(), origin, arrival.item()));
            remember(origin, arrival, Outcome.KNOWN);
        }
        return standing == Standing.DROPPED ? Outcome.NO_TOPIC : Outcome.KNOWN;
    }

    /** What was looked up, because nothing was remembered of it as it is now. */
    private Outcome settled(Origin origin, Arrival arrival, Outcome outcome) {
        // It may have been edited while nobody looked.
        if (outcome == Outcome.KNOWN && origin.live()) {
            notice(edit(arrival.mentionId(), origin, arrival.item()));
        }
        remember(origin, arrival, outcome);
        return outcome;
    }

    private void remember(Origin origin, Arrival arrival, Outcome outcome) {
        recent.put(
                new Shown(origin.sourceId(), arrival.mentionId()),
                new Seen(arrival.digest(), outcome != Outcome.NO_TOPIC));
    }

    /** What was said of a message, other than that it is there; or it is our own. */
    private Outcome told(Origin origin, Arrival arrival) {
        if (arrival.own()) {
            return Outcome.OWN;
        }
        if (arrival.item().change() == CollectedItem.Change.EDITED) {
            return notice(edit(arrival.mentionId(), origin, arrival.item())) == Noticed.NEWS
                    ? Outcome.EDITED
                    : Outcome.KNOWN;
        }
        return switch (notice(
                new NoticeDeletion(arrival.mentionId(), origin.brandId(), origin.sourceId(), clock.instant()))) {
            case NEWS -> Outcome.DELETED;
            case NO_NEWS -> Outcome.KNOWN;
            case OF_NOTHING -> Outcome.NEVER_HERE;
        };
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

    private record Understood(Arrival arrival, Classification read, String version, List<TopicMatch> topics) {

        Understood about(List<TopicMatch> others) {
            return new Understood(arrival, read, version, others);
        }
    }

    private List<Understood> understood(Origin origin, List<Arrival> arrivals) {
        var lessons = readings.inForce(origin.brandId());
        var read = arrivals.stream()
                .map(arrival ->
                        classifier.classify(arrival.whole(), arrival.item().language(), lessons))
                .toList();
        var messages = new ArrayList<Message>(arrivals.size());
        for (var i = 0; i < arrivals.size(); i++) {
            var item = arrivals.get(i).item();
            messages.add(new Message(
                    arrivals.get(i).whole(),
                    read.get(i).language(),
                    item.author().handle(),
                    item.permalink()));
        }
        var topics = queries.match(origin.brandId(), messages);
        var understood = new ArrayList<Understood>(arrivals.size());
        for (var i = 0; i < arrivals.size(); i++) {
            var arrival = arrivals.get(i);
            understood.add(new Understood(
                    arrival,
                    read.get(i),
                    lessons.versionOfReading(),
                    // What people carry over or bring in is theirs to weigh.
                    origin.live()
                            ? budgets.admit(origin.brandId(), arrival.mentionId(), topics.get(i))
                            : topics.get(i)));
        }
        return understood;
    }

    private CollectMention collection(Origin origin, Understood understood) {
        var mentionId = understood.arrival().mentionId();
        var item = understood.arrival().item();
        var read = understood.read();
        var brandId = origin.brandId();
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
                understood.topics());
        var classified = new MentionClassified(
                mentionId,
                brandId,
                read.language(),
                read.tone(),
                read.intent(),
                read.abusive(),
                read.unsure(),
                read.reasons(),
                understood.version(),
                collected.personId());
        return new CollectMention(mentionId, collected, classified);
    }

    private Outcome collect(CollectMention command, Actor actor) {
        return Boolean.TRUE.equals(commands.send(command, actor, null)) ? Outcome.COLLECTED : Outcome.KNOWN;
    }

    /** Items on their way to the ledger, in their order: what is new goes together. */
    private final class Batch {

        private final Origin origin;
        private final Map<Arrival, Understood> understood;
        private final List<Arrival> taken = new ArrayList<>();
        private final Map<Integer, Outcome> outcomes = new HashMap<>();
        private final Map<Integer, CollectMention> beginning = new LinkedHashMap<>();
        private final Set<String> open = new HashSet<>();

        Batch(Origin origin, List<Understood> read) {
            this.origin = origin;
            understood = read.stream().collect(Collectors.toMap(Understood::arrival, Function.identity()));
            keys.meet(
                    origin.brandId(),
                    read.stream()
                            .filter(found -> !found.topics().isEmpty())
                            .map(found -> List.of(
                                    origin.network(),
                                    found.arrival().item().author().id()))
                            .toList());
        }

        void take(Arrival arrival) {
            if (!arrival.isThere() || open.contains(arrival.mentionId())) {
                append();
            }
            var place = taken.size();
            taken.add(arrival);
            if (!arrival.isThere()) {
                outcomes.put(place, told(origin, arrival));
                return;
            }
            var standing = standing(origin, arrival);
            if (standing != Standing.UNKNOWN) {
                outcomes.put(place, again(origin, arrival, standing));
                return;
            }
            // It is not there when it was remembered a moment ago.
            var found = understood.containsKey(arrival)
                    ? understood.get(arrival)
                    : understood(origin, List.of(arrival)).getFirst();
            if (found.topics().isEmpty()) {
                outcomes.put(place, settled(origin, arrival, Outcome.NO_TOPIC));
            } else {
                beginning.put(place, collection(origin, found));
                open.add(arrival.mentionId());
            }
        }

        List<Result> end() {
            append();
            var results = new ArrayList<Result>(taken.size());
            for (var place = 0; place < taken.size(); place++) {
                results.add(new Result(taken.get(place).mentionId(), Objects.requireNonNull(outcomes.get(place))));
            }
            return results;
        }

        private void append() {
            if (beginning.isEmpty()) {
                return;
            }
            try {
                commands.begin(
                        beginning.values().stream()
                                .map(command -> new Beginning(
                                        Mention.class.getSimpleName(), command.mentionId(), command.events()))
                                .toList(),
                        ACTOR);
                beginning.keySet().forEach(place -> settle(place, Outcome.COLLECTED));
            } catch (ConcurrencyException | AppendRefused e) {
                // One of them is here already, or is nothing the ledger takes: then each goes by itself.
                beginning.forEach((place, command) -> settle(place, collect(command, ACTOR)));
            }
            beginning.clear();
            open.clear();
        }

        private void settle(int place, Outcome outcome) {
            outcomes.put(place, settled(origin, taken.get(place), outcome));
        }
    }

    /** The topics that a message matches, without taking it. */
    public List<TopicMatch> topics(String brandId, CollectedItem item) {
        var whole = whole(item);
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
