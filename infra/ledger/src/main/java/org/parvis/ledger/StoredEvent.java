package org.parvis.ledger;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

/** An entry in the shape in which Axon's upcasters and serializers take it. */
sealed class StoredEvent implements TrackedEventData<byte[]> {

    protected final Entry entry;

    private StoredEvent(Entry entry) {
        this.entry = entry;
    }

    static StoredEvent of(Entry entry) {
        return entry.aggregateType().isEmpty() ? new StoredEvent(entry) : new OfAggregate(entry);
    }

    static OfAggregate ofAggregate(Entry entry) {
        return new OfAggregate(entry);
    }

    @Override
    public String getEventIdentifier() {
        return entry.eventId().toString();
    }

    @Override
    public Instant getTimestamp() {
        return entry.recordedAt();
    }

    @Override
    public SerializedObject<byte[]> getMetaData() {
        return new SerializedMetaData<>(entry.metadata(), byte[].class);
    }

    @Override
    public SerializedObject<byte[]> getPayload() {
        return new SimpleSerializedObject<>(
                entry.payload(), byte[].class, new SimpleSerializedType(entry.eventType(), entry.revision()));
    }

    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(entry.position());
    }

    /** An event that belongs to an aggregate. */
    static final class OfAggregate extends StoredEvent implements DomainEventData<byte[]> {

        private OfAggregate(Entry entry) {
            super(entry);
        }

        @Override
        public String getType() {
            return entry.aggregateType();
        }

        @Override
        public String getAggregateIdentifier() {
            return StreamNames.identifier(entry.aggregateType(), entry.aggregateId());
        }

        @Override
        public long getSequenceNumber() {
            return entry.sequence();
        }
    }
}
