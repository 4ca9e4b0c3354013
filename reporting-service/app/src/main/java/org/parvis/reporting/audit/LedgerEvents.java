package org.parvis.reporting.audit;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.identity.api.PasswordChanged;
import org.parvis.identity.api.PreferencesChosen;
import org.parvis.identity.api.RecoveryCodesRenewed;
import org.parvis.identity.api.SecondFactorEnrolled;
import org.parvis.identity.api.SecondFactorRemoved;
import org.parvis.identity.api.TokenIssued;
import org.parvis.identity.api.TokenRevoked;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.springframework.stereotype.Component;

/** Reads entries of the ledger with what they say, in order; erased texts read as erased. */
@Component
final class LedgerEvents {

    static final int MOST = 5_000;
    private static final int MOST_WEIGHT = 2_000_000;

    /** What somebody may do to their own account without end, by the names of its events. */
    static final Set<String> ON_THEIR_OWN_ACCOUNT = Stream.of(
                    PasswordChanged.class,
                    PreferencesChosen.class,
                    RecoveryCodesRenewed.class,
                    SecondFactorEnrolled.class,
                    SecondFactorRemoved.class,
                    TokenIssued.class,
                    TokenRevoked.class)
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    /** Bytes of what an entry says from which on it is more than a decision. */
    private static final int LONG = 2_048;

    private final LedgerReader reader;
    private final Serializer serializer;

    LedgerEvents(LedgerReader reader, Serializer serializer) {
        this.reader = reader;
        this.serializer = serializer;
    }

    /** An entry and its event. */
    record Read(Entry entry, Object event, MetaData metadata) {

        /** Null for what is of the house. */
        @Nullable
        String brandId() {
            return (String) metadata.get(EntryMetadata.BRAND);
        }
    }

    /**
     * Entries by position.
     *
     * @param cut streams of which not all that was asked for is among them
     */
    record Several(List<Read> entries, Set<String> cut) {}

    /**
     * What is read so far. Where it becomes too much, what somebody could have added without end goes before what was decided: first what
     * was said around it, then long words, then the rest, of each the oldest.
     */
    private static final class Pile {

        private final PriorityQueue<Entry> entries =
                new PriorityQueue<>(Comparator.comparingInt(Pile::rank).thenComparingLong(Entry::position));
        private final Set<String> cut = new HashSet<>();
        private long weight;

        void add(Entry entry) {
            entries.add(entry);
            weight += entry.payload().length;
            while (entries.size() > MOST || (weight > MOST_WEIGHT && entries.size() > 1)) {
                var gone = Objects.requireNonNull(entries.poll());
                weight -= gone.payload().length;
                cut.add(gone.aggregateId());
            }
        }

        /** Around a story anybody may say as much as they like, so that not even all of it is looked at. */
        void addAll(String stream, LedgerReader reader) {
            var read = new long[2];
            var isRead = reader.forEachOfAggregate(stream, entry -> {
                add(entry);
                read[0]++;
                read[1] += entry.payload().length;
                return !isAround(stream) || (read[0] < MOST && read[1] < MOST_WEIGHT);
            });
            if (!isRead) {
                cut.add(stream);
            }
        }

        private static int rank(Entry entry) {
            if (isAround(entry.aggregateId()) || isOnTheirOwnAccount(entry)) {
                return 0;
            }
            return entry.payload().length > LONG ? 1 : 2;
        }

        private static boolean isOnTheirOwnAccount(Entry entry) {
            var type = entry.eventType();
            return entry.aggregateId().startsWith("Member/")
                    && ON_THEIR_OWN_ACCOUNT.contains(type.substring(type.lastIndexOf('.') + 1));
        }

        private static boolean isAround(String stream) {
            return stream.startsWith("Conversation/") || stream.startsWith("Mention/");
        }
    }

    /**
     * Single entries and all of some streams, at most {@value #MOST} and {@value #MOST_WEIGHT} bytes of what they say.
     *
     * @param positions of entries of none of these streams
     */
    Several of(Collection<Long> positions, Collection<String> streams) {
        var pile = new Pile();
        at(positions).forEach(pile::add);
        streams.forEach(stream -> pile.addAll(stream, reader));
        return new Several(
                pile.entries.stream()
                        .sorted(Comparator.comparingLong(Entry::position))
                        .map(this::read)
                        .toList(),
                pile.cut);
    }

    /** The entries at some positions, one by one. */
    Stream<Entry> at(Collection<Long> positions) {
        return positions.stream().map(reader::find).flatMap(Optional::stream);
    }

    boolean has(String stream) {
        return reader.lastSequence(stream).isPresent();
    }

    Read read(Entry entry) {
        Object event = serializer.deserialize(
                new SimpleSerializedObject<>(entry.payload(), byte[].class, entry.eventType(), entry.revision()));
        MetaData metadata = serializer.deserialize(new SerializedMetaData<>(entry.metadata(), byte[].class));
        return new Read(entry, event, metadata);
    }
}
