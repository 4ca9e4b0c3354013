package org.parvis.publishing.history;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.parvis.axon.EntryMetadata;
import org.parvis.ledger.StreamNames;

/** Reads one aggregate's past from the ledger: complete to this very moment, which no read model is. */
public final class History {

    private final EventStore store;

    public History(EventStore store) {
        this.store = store;
    }

    /**
     * @param type simple name of the aggregate's class, in whichever service it lives
     * @param family the events to keep; others in the same stream are passed over
     */
    public <E> Past<E> of(String type, String id, Class<E> family) {
        var version = new long[] {-1};
        var entries = store.readEvents(StreamNames.TYPE_AND_ID.name(type, id))
                .asStream()
                .peek(message -> version[0] = message.getSequenceNumber())
                .filter(message -> family.isInstance(message.getPayload()))
                .map(message -> new Recorded<>(
                        family.cast(message.getPayload()), message.getTimestamp(), message.getSequenceNumber(), (String)
                                message.getMetaData().get(EntryMetadata.ACTOR)))
                .toList();
        return new Past<>(entries, version[0]);
    }
}
