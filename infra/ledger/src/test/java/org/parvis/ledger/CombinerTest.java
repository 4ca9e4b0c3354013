package org.parvis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.ledger.Entries.entry;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who leads when, with groups that end when the test says so. */
class CombinerTest {

    private static final int FULL = 4;

    /** A group on its way: its lane, its aggregates, and the word that it is done. */
    private record Running(int lane, List<String> aggregates, CountDownLatch done) {}

    private final Combiner combiner = new Combiner(new WriterLimits(FULL, 1 << 20, 100, 1 << 20, Duration.ofDays(1)));
    private final BlockingQueue<Running> running = new LinkedBlockingQueue<>();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        callers.close();
        combiner.close();
    }

    @Test
    void letsFewWaitForTheOneWhoLeads() throws Exception {
        submit("a");
        Running first = next();
        submit("b", "c", "d");
        awaitWaiting(3);
        assertThat(running).isEmpty();

        first.done().countDown();
        Running second = next();
        assertThat(second.aggregates()).containsExactlyInAnyOrder("b", "c", "d");
        second.done().countDown();
    }

    @Test
    void takesTheSecondLaneWhenAWholeGroupWaits() throws Exception {
        submit("a");
        Running first = next();
        submit("b", "c", "d", "e");
        Running second = next();
        assertThat(second.lane()).isNotEqualTo(first.lane());
        assertThat(second.aggregates()).containsExactlyInAnyOrder("b", "c", "d", "e");

        submit("f", "g", "h", "i", "j");
        awaitWaiting(5);
        assertThat(running).describedAs("there is no third lane").isEmpty();
        second.done().countDown();
        Running third = next();
        assertThat(third.lane()).isEqualTo(second.lane());
        assertThat(third.aggregates()).hasSize(FULL);
        third.done().countDown();
        first.done().countDown();
        next().done().countDown();
    }

    @Test
    void takesALargeRequestAloneThoughItIsLargerThanAGroup() throws Exception {
        submit("a");
        Running first = next();
        callers.execute(() -> submitNow(
                IntStream.range(0, FULL + 1).mapToObj(i -> entry("large", i)).toList()));
        Running second = next();
        assertThat(second.aggregates()).containsExactly("large");
        first.done().countDown();
        second.done().countDown();
    }

    @Test
    void closesWhenBothLanesAreDone() throws Exception {
        submit("a");
        Running first = next();
        submit("b", "c", "d", "e");
        Running second = next();
        var closed = callers.submit(combiner::close);
        first.done().countDown();
        assertThat(closed.isDone()).isFalse();
        second.done().countDown();
        closed.get(1, TimeUnit.MINUTES);
    }

    private void submit(String... aggregates) {
        for (String aggregate : aggregates) {
            callers.execute(() -> submitNow(List.of(entry(aggregate, 0))));
        }
    }

    private void awaitWaiting(int requests) {
        while (combiner.waiting() != requests) {
            Thread.onSpinWait();
        }
    }

    private void submitNow(List<NewEntry> entries) {
        combiner.submit(new AppendRequest(entries, Long.MAX_VALUE), (lane, group) -> {
            var now = new Running(
                    lane,
                    group.stream()
                            .map(request -> request.entries.getFirst().aggregateId())
                            .toList(),
                    new CountDownLatch(1));
            running.add(now);
            try {
                now.done().await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            group.forEach(request -> request.recorded(1));
        });
    }

    private Running next() throws InterruptedException {
        Running one = running.poll(1, TimeUnit.MINUTES);
        assertThat(one).describedAs("a group begins").isNotNull();
        return one;
    }
}
