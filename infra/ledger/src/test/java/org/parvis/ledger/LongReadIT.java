package org.parvis.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.parvis.ledger.json.EventSerializer;

/** Reading far more than a page, with what the events say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongReadIT {

    record Counted(long number) {}

    private static final int ENTRIES = 6_300;

    /** In the middle of pages, at their beginning and at their end. */
    private static final Set<Long> UNREADABLE = Set.of(1L, 1_000L, 2_001L, 2_500L, 3_999L, 4_000L, 6_300L);

    private final LedgerDatabase database = LedgerDatabase.create();
    private final EventFormat format = EventFormat.of(EventSerializer.of(Jackson3Serializer.builder(), mapper -> {}));
    private final LedgerSignal signal = new LedgerSignal();
    private final LedgerWriter writer = new LedgerWriter(database.service(), signal);

    @BeforeAll
    void fill() {
        for (long from = 1; from <= ENTRIES; from += 900) {
            writer.append(LongStream.range(from, Math.min(from + 900, ENTRIES + 1))
                    .mapToObj(LongReadIT::entry)
                    .toList());
        }
    }

    @AfterAll
    void close() {
        writer.close();
    }

    private static NewEntry entry(long number) {
        String payload = UNREADABLE.contains(number) ? "{\"number\":" : "{\"number\":" + number + "}";
        return new NewEntry(
                TimeOrderedIdentifiers.next(),
                "Count",
                "count-" + (number - 1) / 100,
                (number - 1) % 100,
                Counted.class.getName(),
                null,
                Entries.NOON.plusSeconds(number),
                payload.getBytes(UTF_8),
                "{\"actor\":\"m-1\"}".getBytes(UTF_8),
                null);
    }

    @Test
    void everyEventComesInItsPlaceAndWhatCannotBeReadFailsInItsOwn() {
        long position = 0;
        try (var events = engine(database.service()).readEvents(null, false)) {
            for (var i = events.iterator(); i.hasNext(); ) {
                check(i.next(), ++position);
            }
        }
        assertThat(position).isEqualTo(ENTRIES);
    }

    @Test
    void aStreamOfSomeTypesDoesTheSame() throws InterruptedException {
        var store = new LedgerEventStore(engine(database.service()), signal);
        try (var stream = store.filteredSource(Set.of(Counted.class.getName())).openStream(null)) {
            for (long position = 1; position <= ENTRIES; position++) {
                assertThat(stream.hasNextAvailable(60, TimeUnit.SECONDS)).isTrue();
                check(stream.nextAvailable(), position);
            }
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    private static void check(TrackedEventMessage<?> event, long position) {
        assertThat(LedgerStorageEngine.position(event.trackingToken())).isEqualTo(position);
        assertThat(event.getPayloadType()).isEqualTo(Counted.class);
        assertThat(event.getTimestamp()).isEqualTo(Entries.NOON.plusSeconds(position));
        if (UNREADABLE.contains(position)) {
            assertThatThrownBy(event::getPayload)
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining(event.getIdentifier());
        } else {
            assertThat(event.getPayload()).isEqualTo(new Counted(position)).isSameAs(event.getPayload());
        }
        assertThat(event.getMetaData()).containsEntry("actor", "m-1");
        assertThat(((DomainEventMessage<?>) event).getAggregateIdentifier()).isEqualTo("count-" + (position - 1) / 100);
        assertThat(((DomainEventMessage<?>) event).getSequenceNumber()).isEqualTo((position - 1) % 100);
    }

    @Test
    void whoStopsEarlyLeavesNoConnectionBehind() throws InterruptedException {
        var config = new HikariConfig();
        config.setDataSource(database.service());
        config.setMaximumPoolSize(2);
        try (var pool = new HikariDataSource(config)) {
            for (int round = 0; round < 20; round++) {
                try (var events = engine(pool).readEvents(null, false)) {
                    var i = events.iterator();
                    for (int n = 0; n < 5 + round * 200; n++) {
                        i.next();
                    }
                }
            }
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (pool.getHikariPoolMXBean().getActiveConnections() > 0) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(5);
            }
        }
    }

    @Test
    void aDatabaseThatGoesAwayIsToldAfterThePagesThatCame() {
        var read = new ArrayList<Long>();
        try (var events = engine(failingAfter(3)).readEvents(null, false)) {
            var i = events.iterator();
            assertThatThrownBy(() -> {
                        while (i.hasNext()) {
                            read.add(LedgerStorageEngine.position(i.next().trackingToken()));
                        }
                    })
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("gone");
        }
        assertThat(read).isEqualTo(LongStream.rangeClosed(1, 3_000).boxed().toList());
    }

    @Test
    void messagesReadFromBothEndsAreReadOnce() throws InterruptedException {
        var entries =
                new LedgerReader(database.service()).read(0, 1_000, Set.of()).entries();
        for (int round = 0; round < 20; round++) {
            var messages = Messages.of(entries, format);
            assertThat(messages.wereAsked()).isFalse();
            var seen = new ArrayList<Object>();
            var helper = Thread.ofPlatform().start(() -> {
                while (messages.readSomeFromTheEnd()) {
                    Thread.onSpinWait();
                }
            });
            for (TrackedEventMessage<?> message : messages.all().subList(1, 999)) {
                seen.add(message.getPayload());
            }
            helper.join();
            List<TrackedEventMessage<?>> readable = messages.all().subList(1, 999);
            for (int n = 0; n < readable.size(); n++) {
                assertThat(readable.get(n).getPayload()).isSameAs(seen.get(n));
            }
            assertThat(messages.wereAsked()).isTrue();
        }
    }

    private LedgerStorageEngine engine(DataSource source) {
        return new LedgerStorageEngine(writer, new LedgerReader(source), source, format);
    }

    /** Gives so many connections, then none. */
    private DataSource failingAfter(int connections) {
        var given = new AtomicInteger();
        DataSource source = database.service();
        return (DataSource) Proxy.newProxyInstance(
                LongReadIT.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && given.incrementAndGet() > connections) {
                        throw new SQLException("gone");
                    }
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
