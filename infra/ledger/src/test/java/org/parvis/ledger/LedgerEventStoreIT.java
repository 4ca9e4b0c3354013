package org.parvis.ledger;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.snapshotting.RevisionSnapshotFilter;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class LedgerEventStoreIT {

    record Drafted(String post, String text) {}

    record Sent(String post) {}

    @Revision("2")
    record PostState(String text) {}

    private final LedgerDatabase database = LedgerDatabase.create();
    private final LedgerSignal signal = new LedgerSignal();
    private final LedgerWriter writer = new LedgerWriter(database.service(), signal);
    private final LedgerReader reader = new LedgerReader(database.service());
    private final EventFormat format =
            EventFormat.of(Jackson3Serializer.builder().build());
    private final LedgerStorageEngine engine = engine(format);
    private final LedgerEventStore store = new LedgerEventStore(engine, signal);

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void loadsAnAggregateAsItWasPublished() {
        DomainEventMessage<?> drafted = event("p1", 0, new Drafted("p1", "Salut"));
        store.publish(drafted, event("p1", 1, new Sent("p1")));
        var events = store.readEvents("p1").asStream().toList();
        assertThat(events).hasSize(2);
        assertThat(events.getFirst().getPayload()).isEqualTo(new Drafted("p1", "Salut"));
        assertThat(events.getFirst().getIdentifier()).isEqualTo(drafted.getIdentifier());
        assertThat(events.getFirst().getTimestamp())
                .isEqualTo(drafted.getTimestamp().truncatedTo(java.time.temporal.ChronoUnit.MICROS));
        assertThat(events.getFirst().getMetaData()).containsEntry("actor", "m-1");
        assertThat(events.getFirst().getType()).isEqualTo("Post");
        assertThat(events.get(1).getSequenceNumber()).isEqualTo(1);
        assertThat(store.lastSequenceNumberFor("p1")).contains(1L);
        assertThat(store.lastSequenceNumberFor("nobody")).isEmpty();
        assertThat(store.readEvents("nobody").hasNext()).isFalse();
    }

    @Test
    void pagesThroughALongAggregate() {
        for (int start = 0; start < 2_500; start += 500) {
            store.publish(LongStream.range(start, start + 500)
                    .mapToObj(i -> event("long", i, new Sent("long")))
                    .toList());
        }
        assertThat(store.readEvents("long", 10).asStream().map(DomainEventMessage::getSequenceNumber))
                .containsExactlyElementsOf(LongStream.range(10, 2_500).boxed().toList());
        assertThat(engine.readEvents(null, false).count()).isEqualTo(2_500);
        assertThat(engine.readEvents(new GlobalSequenceTrackingToken(2_400), false)
                        .count())
                .isEqualTo(100);
    }

    @Test
    void reportsAConflictTheWayAxonExpectsIt() {
        store.publish(event("p1", 0, new Drafted("p1", "a")));
        assertThatThrownBy(() -> store.publish(event("p1", 0, new Drafted("p1", "b"))))
                .isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void recognisesARepeatedCommandByItsMetadata() {
        var command = Map.of(LedgerStorageEngine.COMMAND_ID, "c-1");
        store.publish(event("p1", 0, new Drafted("p1", "a")).andMetaData(command));
        assertThatThrownBy(() -> store.publish(event("p1", 1, new Sent("p1")).andMetaData(command)))
                .isInstanceOf(CommandAlreadyRecorded.class);
    }

    @Test
    void keepsEventsThatBelongToNoAggregate() {
        store.publish(GenericEventMessage.asEventMessage(new Sent("none")));
        var message = engine.readEvents(null, false).findFirst().orElseThrow();
        assertThat(message).isNotInstanceOf(DomainEventMessage.class);
        assertThat(message.getPayload()).isEqualTo(new Sent("none"));
    }

    @Test
    void refusesAnIdentifierThatIsNoUuid() {
        var odd = new GenericEventMessage<>("not-a-uuid", new Sent("x"), Map.of(), Instant.now());
        assertThatThrownBy(() -> store.publish(odd)).hasMessageContaining("UUID");
    }

    @Test
    void startsFromASnapshotOfTheRightRevisionOnly() {
        store.publish(event("p1", 0, new Drafted("p1", "a")), event("p1", 1, new Sent("p1")));
        store.storeSnapshot(new GenericDomainEventMessage<>("Post", "p1", 0, new PostState("a")));
        assertThat(store.readEvents("p1").asStream().<Object>map(DomainEventMessage::getPayload))
                .containsExactly(new PostState("a"), new Sent("p1"));

        var strict = new LedgerEventStore(
                engine(format.withSnapshotFilter(RevisionSnapshotFilter.builder()
                        .type("Post")
                        .revision("3")
                        .build())),
                signal);
        assertThat(strict.readEvents("p1").asStream().<Object>map(DomainEventMessage::getPayload))
                .containsExactly(new Drafted("p1", "a"), new Sent("p1"));
    }

    @Test
    void neverReplacesANewerSnapshot() {
        store.storeSnapshot(new GenericDomainEventMessage<>("Post", "p1", 5, new PostState("new")));
        store.storeSnapshot(new GenericDomainEventMessage<>("Post", "p1", 3, new PostState("old")));
        assertThat(engine.readSnapshot("p1").orElseThrow().getPayload()).isEqualTo(new PostState("new"));
    }

    @Test
    void upcastsWhatWasStoredLongAgo() {
        store.publish(event("p1", 0, new Drafted("p1", "old")));
        var upcasting = new LedgerEventStore(engine(format.withUpcasters(renaming())), signal);
        assertThat(upcasting.readEvents("p1").next().getPayload()).isEqualTo(new Drafted("p1", "upcast"));
        try (var stream = upcasting.openStream(null)) {
            assertThat(stream.peek().orElseThrow().getPayload()).isEqualTo(new Drafted("p1", "upcast"));
        }
        try (var all = engine(format.withUpcasters(renaming())).readEvents(null, false)) {
            assertThat(all.findFirst().orElseThrow().getPayload()).isEqualTo(new Drafted("p1", "upcast"));
        }
    }

    @Test
    void makesTokensOfPositions() {
        assertThat(store.createHeadToken()).isNull();
        assertThat(store.createTailToken()).isNull();
        store.publish(event("p1", 0, new Drafted("p1", "a")), event("p1", 1, new Sent("p1")));
        assertThat(store.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(2));
        assertThat(store.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(store.createTokenAt(Instant.EPOCH)).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(store.createTokenAt(Instant.now().plusSeconds(60))).isEqualTo(new GlobalSequenceTrackingToken(2));
    }

    @Test
    void aStreamWaitsForWhatIsWrittenLater() throws Exception {
        try (var stream = store.openStream(null)) {
            assertThat(stream.hasNextAvailable(10, TimeUnit.MILLISECONDS)).isFalse();
            var writing = Thread.ofVirtual().start(() -> store.publish(event("p1", 0, new Sent("p1"))));
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Sent("p1"));
            writing.join();
        }
    }

    @Test
    void streamsAtTheEndShareWhatWasReadAndSeeTheSame() throws Exception {
        var streams = new ArrayList<org.axonframework.eventhandling.TrackingEventStream>();
        for (int i = 0; i < 5; i++) {
            var stream = store.openStream(store.createHeadToken());
            assertThat(stream.hasNextAvailable()).isFalse();
            streams.add(stream);
        }
        for (int round = 0; round < 50; round++) {
            store.publish(event("p1", round, new Sent("round-" + round)));
            for (int i = 0; i < streams.size(); i++) {
                // Some readers fall behind and catch up.
                if (i == 0 || round % (i + 1) == 0) {
                    drainTo(streams.get(i), round + 1);
                }
            }
        }
        for (var stream : streams) {
            drainTo(stream, 50);
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    /** What was said at the end is held for all that follow it, and each of them holds what it was given: neither by number alone. */
    @Test
    void whatIsHeldOfTheEndHasAnEndInBytes() {
        var recent = new RecentEvents(engine, signal);
        assertThat(requireNonNull(recent.after(0, Set.of(), 10)).messages()).isEmpty();
        var text = "x".repeat(100_000);
        for (int i = 0; i < 20; i++) {
            store.publish(event("long", i, new Drafted("long", text)));
        }
        var read = new ArrayList<Integer>();
        for (long position = 0; position < 20; ) {
            var batch = requireNonNull(recent.after(position, Set.of(), 2_000));
            read.add(batch.messages().size());
            position = batch.scannedTo();
        }
        assertThat(read).allMatch(size -> size > 0 && size <= 3);
        assertThat(read.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);

        long most = RecentEvents.MOST_BYTES / 100_000 + 40;
        for (int i = 20; i < most; i++) {
            store.publish(event("long", i, new Drafted("long", text)));
        }
        for (long position = 20; position < most; ) {
            position = requireNonNull(recent.after(position, Set.of(), 2_000)).scannedTo();
        }
        assertThat(recent.after(10, Set.of(), 2_000))
                .as("so long ago is for whoever asks the database")
                .isNull();
    }

    @Test
    void aFilteredStreamYieldsItsTypesAndReportsProgress() throws Exception {
        for (int i = 0; i < 30; i++) {
            store.publish(event("p1", i, i % 10 == 0 ? new Drafted("p1", "t" + i) : new Sent("p1")));
        }
        var messages = new ArrayList<TrackedEventMessage<?>>();
        try (var stream = store.filteredSource(Set.of(Drafted.class.getName())).openStream(null)) {
            while (stream.hasNextAvailable()) {
                messages.add(stream.nextAvailable());
            }
            assertThat(messages)
                    .extracting(m -> m.getPayload().getClass().getSimpleName())
                    .containsExactly("Drafted", "Drafted", "Drafted", "LedgerProgress");
            assertThat(messages.getLast().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(30));
            store.publish(event("p1", 30, new Drafted("p1", "late")));
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Drafted("p1", "late"));
        }
    }

    @Test
    void aPooledProcessorHandlesItsEventsOnceAndItsTokenFollowsTheLedger() {
        var handled = new ConcurrentLinkedQueue<String>();
        var handler = new Object() {
            @EventHandler
            void on(Drafted drafted) {
                handled.add(drafted.text());
            }
        };
        for (int i = 0; i < 200; i++) {
            store.publish(event("p" + i, 0, new Drafted("p", "t" + i)), event("p" + i, 1, new Sent("p")));
        }
        var processor = processor(handler, store.filteredSource(Set.of(Drafted.class.getName())));
        processor.start();
        try {
            await(() -> handled.size() == 200);
            store.publish(event("late", 0, new Drafted("p", "late")));
            store.publish(event("late", 1, new Sent("p")));
            await(() -> handled.contains("late"));
            await(() -> processor.processingStatus().values().stream()
                    .allMatch(status -> status.getCurrentPosition().orElse(0) == 402));
            assertThat(handled).hasSize(201).doesNotHaveDuplicates();
        } finally {
            processor.shutDown();
        }
    }

    @Test
    void hearsOfEntriesOfAnotherProcess() throws Exception {
        var elsewhere = new LedgerSignal();
        try (var listener = new LedgerListener(database.service(), elsewhere)) {
            assertThat(listener).isNotNull();
            // The other process has its own writer and signal; only the database connects them.
            var otherStore = new LedgerEventStore(engine, elsewhere);
            try (var stream = otherStore.openStream(null)) {
                assertThat(stream.hasNextAvailable()).isFalse();
                store.publish(event("p1", 0, new Sent("p1")));
                assertThat(stream.hasNextAvailable(20, TimeUnit.SECONDS)).isTrue();
                assertThat(elsewhere.head()).isEqualTo(1);
            }
            database.execute(
                    database.superuser(),
                    "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'"
                            + " or query like 'select coalesce(max(position)%'");
            store.publish(event("p1", 1, new Sent("p1")));
            assertThat(elsewhere.awaitBeyond(1, Duration.ofSeconds(20))).isTrue();
        }
    }

    private static void drainTo(org.axonframework.eventhandling.TrackingEventStream stream, int count)
            throws InterruptedException {
        TrackedEventMessage<?> last = null;
        while (last == null || ((GlobalSequenceTrackingToken) last.trackingToken()).getGlobalIndex() < count) {
            if (last == null && !stream.hasNextAvailable()) {
                return;
            }
            var next = stream.nextAvailable();
            if (last != null) {
                assertThat(((GlobalSequenceTrackingToken) next.trackingToken()).getGlobalIndex())
                        .isEqualTo(((GlobalSequenceTrackingToken) last.trackingToken()).getGlobalIndex() + 1);
            }
            last = next;
        }
    }

    private PooledStreamingEventProcessor processor(
            Object handler, StreamableMessageSource<TrackedEventMessage<?>> source) {
        return PooledStreamingEventProcessor.builder()
                .name("test")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .build())
                .messageSource(source)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(java.util.concurrent.Executors.newScheduledThreadPool(1))
                .workerExecutor(java.util.concurrent.Executors.newScheduledThreadPool(2))
                .initialSegmentCount(2)
                .initialToken(StreamableMessageSource::createTailToken)
                .batchSize(50)
                .build();
    }

    private LedgerStorageEngine engine(EventFormat how) {
        return new LedgerStorageEngine(writer, reader, database.service(), how);
    }

    private static GenericDomainEventMessage<?> event(String aggregate, long sequence, Object payload) {
        return new GenericDomainEventMessage<>("Post", aggregate, sequence, payload, Map.of("actor", "m-1"));
    }

    private static EventUpcaster renaming() {
        return new SingleEventUpcaster() {
            @Override
            protected boolean canUpcast(IntermediateEventRepresentation event) {
                return event.getType().getName().equals(Drafted.class.getName());
            }

            @Override
            protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
                return event.upcastPayload(
                        new SimpleSerializedType(Drafted.class.getName(), "2"),
                        JsonNode.class,
                        json -> ((ObjectNode) json).put("text", "upcast"));
            }
        };
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).describedAs("waited too long").isLessThan(end);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
