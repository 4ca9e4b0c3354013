package org.parvis.ledger;

import java.time.Instant;
import java.util.Set;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/**
 * Axon's event store on the ledger: publishes to it, loads aggregates from it, and opens streams for processors.
 *
 * <p>A processor that handles few event types should read from {@link #filteredSource}: the others are then passed
 * over in the database.
 */
public final class LedgerEventStore extends AbstractEventStore {

    private final LedgerStorageEngine engine;
    private final LedgerSignal signal;
    private final RecentEvents recent;

    /** @param signal the one the engine's writer raises; a {@link LedgerListener} adds other processes */
    public LedgerEventStore(LedgerStorageEngine engine, LedgerSignal signal) {
        this(engine, signal, new Builder());
    }

    /** With Axon's monitoring and tracing. */
    public LedgerEventStore(
            LedgerStorageEngine engine,
            LedgerSignal signal,
            MessageMonitor<? super EventMessage<?>> monitor,
            EventBusSpanFactory spans) {
        this(engine, signal, new Builder().monitoredBy(monitor, spans));
    }

    private LedgerEventStore(LedgerStorageEngine engine, LedgerSignal signal, Builder builder) {
        super(builder.on(engine));
        this.engine = engine;
        this.signal = signal;
        this.recent = new RecentEvents(engine, signal);
    }

    /** All events after the token, in commit order. */
    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return open(trackingToken, Set.of());
    }

    /**
     * The events of some types only, by the type name they are stored under (an upcast type's old names too).
     *
     * <p>While nothing matches, the stream now and then yields a {@link LedgerProgress}, which no handler handles, so
     * that the reader's token follows the ledger all the same.
     */
    public StreamableMessageSource<TrackedEventMessage<?>> filteredSource(Set<String> eventTypes) {
        if (eventTypes.isEmpty()) {
            throw new IllegalArgumentException("A filtered source needs at least one event type");
        }
        return new FilteredSource(Set.copyOf(eventTypes));
    }

    private TrackingEventStream open(@Nullable TrackingToken token, Set<String> eventTypes) {
        return new LedgerStream(engine, recent, signal, eventTypes, LedgerStorageEngine.position(token));
    }

    private final class FilteredSource implements StreamableMessageSource<TrackedEventMessage<?>> {

        private final Set<String> eventTypes;

        FilteredSource(Set<String> eventTypes) {
            this.eventTypes = eventTypes;
        }

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
            return open(token, eventTypes);
        }

        @Override
        public @Nullable TrackingToken createTailToken() {
            return engine.createTailToken();
        }

        @Override
        public @Nullable TrackingToken createHeadToken() {
            return engine.createHeadToken();
        }

        @Override
        public @Nullable TrackingToken createTokenAt(Instant dateTime) {
            return engine.createTokenAt(dateTime);
        }
    }

    private static final class Builder extends AbstractEventStore.Builder {

        Builder monitoredBy(MessageMonitor<? super EventMessage<?>> monitor, EventBusSpanFactory spans) {
            messageMonitor(monitor);
            spanFactory(spans);
            return this;
        }

        Builder on(LedgerStorageEngine engine) {
            storageEngine(engine);
            return this;
        }
    }
}
