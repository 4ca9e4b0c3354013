package org.parvis.reporting.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.springframework.stereotype.Component;

/** Reads entries of the ledger with what they say, in order; erased texts read as erased. */
@Component
final class LedgerEvents {

    static final int MOST = 5_000;
    static final int MOST_WEIGHT = 4_000_000;

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

    /** Entries by position, and whether these are all. */
    record Several(List<Read> entries, boolean whole) {}

    /** What is read so far. */
    private static final class Pile {

        private final List<Entry> entries = new ArrayList<>();
        private long weight;

        boolean takes(Entry entry) {
            weight += entry.payload().length;
            var takes = entries.size() < MOST && weight <= MOST_WEIGHT;
            if (takes) {
                entries.add(entry);
            }
            return takes;
        }
    }

    /** The entries of some streams, at most {@value #MOST} and {@value #MOST_WEIGHT} bytes of what they say; the first streams first. */
    Several of(Collection<String> streams) {
        var pile = new Pile();
        var whole = true;
        for (var stream : streams) {
            whole &= reader.forEachOfAggregate(stream, pile::takes);
        }
        return new Several(
                pile.entries.stream()
                        .sorted(Comparator.comparingLong(Entry::position))
                        .map(this::read)
                        .toList(),
                whole);
    }

    Read read(Entry entry) {
        Object event = serializer.deserialize(
                new SimpleSerializedObject<>(entry.payload(), byte[].class, entry.eventType(), entry.revision()));
        MetaData metadata = serializer.deserialize(new SerializedMetaData<>(entry.metadata(), byte[].class));
        return new Read(entry, event, metadata);
    }
}
