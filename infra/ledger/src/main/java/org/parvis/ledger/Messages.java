package org.parvis.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries as Axon's messages. Payload and metadata are read from their bytes when somebody asks for them, and once.
 *
 * <p>Of a whole page the payloads can also be read by a second thread, from the end towards the reader, who comes from the beginning: they
 * meet in the middle. What cannot be read is left to the reader, who gets the exception where it belongs.
 */
final class Messages {

    private static final Logger log = LoggerFactory.getLogger(Messages.class);

    /** How many are read before somebody looks whether there is something more urgent to do. */
    private static final int SOME = 16;

    private final List<TrackedEventMessage<?>> all;
    private final List<Payload<?>> payloads;
    private int unread;

    private Messages(List<TrackedEventMessage<?>> all, List<Payload<?>> payloads) {
        this.all = all;
        this.payloads = payloads;
        this.unread = payloads.size();
    }

    /** The messages of a page; upcasters, if there are any, see it as a whole. */
    static Messages of(List<Entry> entries, EventFormat format) {
        if (format.upcasters() != NoOpEventUpcaster.INSTANCE) {
            return new Messages(upcast(entries.stream(), format).toList(), List.of());
        }
        var all = new ArrayList<TrackedEventMessage<?>>(entries.size());
        var payloads = new ArrayList<Payload<?>>(entries.size());
        for (Entry entry : entries) {
            var stored = StoredEvent.of(entry);
            var payload = new Payload<>(stored.getPayload(), format.events());
            payloads.add(payload);
            all.add(message(stored, payload, format.events()));
        }
        return new Messages(all, payloads);
    }

    static Stream<TrackedEventMessage<?>> upcast(Stream<Entry> entries, EventFormat format) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                entries.map(StoredEvent::of), format.events(), format.upcasters());
    }

    private static TrackedEventMessage<?> message(StoredEvent stored, Payload<?> payload, Serializer serializer) {
        var metadata = new LazyDeserializingObject<MetaData>(stored.getMetaData(), serializer);
        var content = new SerializedMessage<>(stored.getEventIdentifier(), payload, metadata);
        return stored instanceof StoredEvent.OfAggregate ofAggregate
                ? new GenericTrackedDomainEventMessage<>(
                        stored.trackingToken(),
                        ofAggregate.getType(),
                        ofAggregate.getAggregateIdentifier(),
                        ofAggregate.getSequenceNumber(),
                        content,
                        stored::getTimestamp)
                : new GenericTrackedEventMessage<>(stored.trackingToken(), content, stored::getTimestamp);
    }

    List<TrackedEventMessage<?>> all() {
        return all;
    }

    /** Whether the reader asked what at least half of the events say; then he will ask the same of the next page. */
    boolean wereAsked() {
        int asked = 0;
        for (Payload<?> payload : payloads) {
            if (payload.asked) {
                asked++;
            }
        }
        return asked > 0 && asked * 2 >= payloads.size();
    }

    /** Reads some payloads, from the end on, until it meets the reader; false when it has. For one thread at a time. */
    boolean readSomeFromTheEnd() {
        int until = Math.max(0, unread - SOME);
        while (unread > until) {
            Payload<?> payload = payloads.get(--unread);
            if (payload.asked) {
                unread = 0;
                return false;
            }
            try {
                payload.read();
            } catch (RuntimeException e) {
                // The reader will see it when he comes to this event, and nobody else needs to.
                log.debug("An event could not be read ahead", e);
            }
        }
        return unread > 0;
    }

    /** Two threads may ask for it; one reads it, and both see the same object. */
    private static final class Payload<T> extends LazyDeserializingObject<T> {

        private boolean asked;

        Payload(SerializedObject<?> stored, Serializer serializer) {
            super(stored, serializer);
        }

        @Override
        public T getObject() {
            asked = true;
            return isDeserialized() ? super.getObject() : read();
        }

        private synchronized T read() {
            return super.getObject();
        }
    }
}
