package org.parvis.ledger;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine on the ledger.
 *
 * <p>Appends commit by themselves, before Axon's unit of work does: an event that was answered for is durable, whatever
 * becomes of the caller's own transaction. A conflict is Axon's {@link ConcurrencyException}; a command that was
 * recorded before is {@link CommandAlreadyRecorded}.
 */
public final class LedgerStorageEngine implements EventStorageEngine {

    /** The metadata key under which an event carries the id of the command that caused it. */
    public static final String COMMAND_ID = "commandId";

    private static final int PAGE = 1_000;

    private final LedgerWriter writer;
    private final LedgerReader reader;
    private final SnapshotTable snapshots;
    private final EventFormat format;

    /** @param snapshots where snapshots are kept, with the same rights as the reader */
    public LedgerStorageEngine(LedgerWriter writer, LedgerReader reader, DataSource snapshots, EventFormat format) {
        this.writer = writer;
        this.reader = reader;
        this.snapshots = new SnapshotTable(snapshots);
        this.format = format;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            writer.append(events.stream().map(this::entry).toList());
        } catch (SequenceConflict e) {
            throw new ConcurrencyException(e.getMessage(), e);
        }
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        if (format.upcasters() == NoOpEventUpcaster.INSTANCE) {
            return stream(messages(PAGE, Set.of()).all(position(token)));
        }
        // An upcaster may look at several events at once, also across pages.
        var pages = new Pages(after -> reader.read(after, PAGE, Set.of()), position(token));
        return Messages.upcast(stream(pages), format);
    }

    /** @param aggregateIdentifier the name of the aggregate's stream, see {@link StreamNames} */
    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        var pages = new Pages(
                after -> reader.readAggregatePage(aggregateIdentifier, after + 1, PAGE), firstSequenceNumber - 1);
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                stream(pages).map(StoredEvent::ofAggregate), format.events(), format.upcasters());
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        snapshots.store(snapshot, format.snapshots());
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return snapshots
                .find(aggregateIdentifier)
                .map(StoredEvent::ofAggregate)
                .filter(format.snapshotFilter()::allow)
                .flatMap(snapshot -> EventStreamUtils.upcastAndDeserializeDomainEvents(
                                Stream.of(snapshot), format.snapshots(), format.upcasters())
                        .asStream()
                        .findFirst());
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        var last = reader.lastSequence(aggregateIdentifier);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return reader.head() == 0 ? null : new GlobalSequenceTrackingToken(0);
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return token(reader.head());
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        return reader.head() == 0 ? null : new GlobalSequenceTrackingToken(reader.positionAt(dateTime));
    }

    LedgerReader reader() {
        return reader;
    }

    /** Entries as messages, upcast and lazily deserialized. */
    List<TrackedEventMessage<?>> messages(List<Entry> entries) {
        return Messages.of(entries, format).all();
    }

    /** Messages for a long read, of all or some event types. */
    MessagePages messages(int size, Set<String> eventTypes) {
        return new MessagePages(reader, format, size, eventTypes);
    }

    /** The position a token stands for; a replay or merge starts at its lowest point. */
    static long position(@Nullable TrackingToken token) {
        return switch (WrappedToken.unwrapLowerBound(token)) {
            case null -> 0;
            case GlobalSequenceTrackingToken global -> global.getGlobalIndex();
            case TrackingToken other ->
                throw new IllegalArgumentException("Not a token of the ledger: " + other + ". The ledger's tokens are "
                        + "positions (GlobalSequenceTrackingToken); reset the processor.");
        };
    }

    private static @Nullable TrackingToken token(long position) {
        return position == 0 ? null : new GlobalSequenceTrackingToken(position);
    }

    private NewEntry entry(EventMessage<?> event) {
        SerializedObject<byte[]> payload = event.serializePayload(format.events(), byte[].class);
        SerializedObject<byte[]> metadata = event.serializeMetaData(format.events(), byte[].class);
        Object command = event.getMetaData().get(COMMAND_ID);
        UUID id;
        try {
            id = UUID.fromString(event.getIdentifier());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The ledger needs event identifiers that are UUIDs, not '" + event.getIdentifier() + "'", e);
        }
        boolean ofAggregate = event instanceof DomainEventMessage<?> domain && domain.getType() != null;
        var aggregate = ofAggregate ? (DomainEventMessage<?>) event : null;
        return new NewEntry(
                id,
                aggregate == null ? "" : aggregate.getType(),
                aggregate == null
                        ? event.getIdentifier()
                        : format.streams().name(aggregate.getType(), aggregate.getAggregateIdentifier()),
                aggregate == null ? 0 : aggregate.getSequenceNumber(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                event.getTimestamp(),
                payload.getData(),
                metadata.getData(),
                command == null ? null : command.toString());
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private record EntryPage(List<Entry> entries, long end, boolean full) implements ReadAhead.Stretch {

        private static EntryPage of(Page page) {
            return new EntryPage(page.entries(), page.scannedTo(), page.full());
        }
    }

    /** Entries page by page; after a full page the next ones are on their way. */
    private static final class Pages implements Iterator<Entry> {

        private final ReadAhead<EntryPage> pages;
        private Iterator<Entry> page = List.<Entry>of().iterator();
        private long after;
        private boolean more = true;

        Pages(LongFunction<Page> next, long after) {
            this.pages = new ReadAhead<>(from -> EntryPage.of(next.apply(from)));
            this.after = after;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && more) {
                EntryPage next = pages.after(after);
                more = next.full();
                after = next.end();
                page = next.entries().iterator();
            }
            return page.hasNext();
        }

        @Override
        public Entry next() {
            return page.next();
        }
    }
}
