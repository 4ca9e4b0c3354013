package org.parvis.ledger;

import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/**
 * How Axon's messages become bytes in the ledger and come back.
 *
 * @param events turns payload and metadata into the bytes that are stored and hashed
 * @param snapshots turns an aggregate into the bytes of its snapshot
 * @param upcasters applied when reading; stored bytes never change
 * @param snapshotFilter says which snapshots still fit the code; others are passed over
 * @param streams how an aggregate's stream is named
 */
public record EventFormat(
        Serializer events,
        Serializer snapshots,
        EventUpcaster upcasters,
        SnapshotFilter snapshotFilter,
        StreamNames streams) {

    /** One serializer for all, no upcasters, every snapshot welcome. */
    public static EventFormat of(Serializer serializer) {
        return new EventFormat(
                serializer, serializer, NoOpEventUpcaster.INSTANCE, SnapshotFilter.allowAll(), StreamNames.ID);
    }

    public EventFormat withUpcasters(EventUpcaster chain) {
        return new EventFormat(events, snapshots, chain, snapshotFilter, streams);
    }

    public EventFormat withSnapshotFilter(SnapshotFilter filter) {
        return new EventFormat(events, snapshots, upcasters, filter, streams);
    }

    public EventFormat withStreams(StreamNames names) {
        return new EventFormat(events, snapshots, upcasters, snapshotFilter, names);
    }
}
