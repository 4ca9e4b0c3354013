package org.parvis.publishing.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.parvis.publishing.api.PostEvent;
import org.parvis.publishing.api.PostHeld;

class HistoryTest {

    private static final int MANY = 10_000;

    private final AtomicLong read = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /** A store of a stream that is read as far as somebody looks. */
    private final EventStore store = (EventStore) Proxy.newProxyInstance(
            EventStore.class.getClassLoader(),
            new Class<?>[] {EventStore.class},
            (proxy, method, arguments) ->
                    DomainEventStream.of(LongStream.range(0, MANY).mapToObj(this::entry), () -> (long) MANY - 1));

    private GenericDomainEventMessage<?> entry(long sequence) {
        read.incrementAndGet();
        return new GenericDomainEventMessage<>(
                "Post",
                "Post/launch",
                sequence,
                sequence % 2 == 0 ? new PostHeld("launch", "helianthe", "ines") : "other");
    }

    @Test
    void takesEachEntryBeforeItReadsOn() {
        var version = new History(store).each("Post", "launch", PostEvent.class, entry -> {
            taken.incrementAndGet();
            assertThat(read.get() - 2 * taken.get()).isLessThan(3);
        });
        assertThat(version).isEqualTo(MANY - 1);
        assertThat(taken.get()).isEqualTo(MANY / 2);
    }
}
