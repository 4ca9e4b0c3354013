package org.parvis.reporting.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.parvis.ledger.Entry;
import org.parvis.ledger.LedgerReader;
import org.springframework.stereotype.Component;

/** Reads entries of the ledger with what they say, in order; erased texts read as erased. */
@Component
final class LedgerEvents {

    private static final int MOST = 5_000;

    private final LedgerReader reader;
    private final Serializer serializer;

    LedgerEvents(LedgerReader reader, Serializer serializer) {
        this.reader = reader;
        this.serializer = serializer;
    }

    /** An entry and its event. */
    record Read(Entry entry, Object event, MetaData metadata) {}

    /** All entries of some streams, by position; at most {@value #MOST}. */
    List<Read> of(Collection<String> streams) {
        var entries = new ArrayList<Entry>();
        for (var stream : streams) {
            entries.addAll(reader.readAggregate(stream, 0, MOST));
            if (entries.size() > MOST) {
                break;
            }
        }
        return entries.stream()
                .sorted(Comparator.comparingLong(Entry::position))
                .limit(MOST)
                .map(this::read)
                .toList();
    }

    Read read(Entry entry) {
        Object event = serializer.deserialize(
                new SimpleSerializedObject<>(entry.payload(), byte[].class, entry.eventType(), entry.revision()));
        MetaData metadata = serializer.deserialize(new SerializedMetaData<>(entry.metadata(), byte[].class));
        return new Read(entry, event, metadata);
    }
}
