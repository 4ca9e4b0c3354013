package org.parvis.publishing.history;

import java.util.function.Consumer;
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
     * One entry after the other: what an aggregate may have said over the years is more than anybody should hold at once.
     *
     * @param type simple name of the aggregate's class, in whichever service it lives
     * @param family the events to take; others in the same stream are passed over
     * @return the number of the last entry, -1 when there is none
     */
    public <E> long each(String type, String id, Class<E> family, Consumer<Recorded<E>> takes) {
        var version = new long[] {-1};
        store.readEvents(StreamNames.TYPE_AND_ID.name(type, id)).asStream().forEachOrdered(message -> {
            version[0] = message.getSequenceNumber();
            if (family.isInstance(message.getPayload())) {
                takes.accept(new Recorded<>(
                        family.cast(message.getPayload()), message.getTimestamp(), message.getSequenceNumber(), (String)
                                message.getMetaData().get(EntryMetadata.ACTOR)));
            }
        });
        return version[0];
    }
}
