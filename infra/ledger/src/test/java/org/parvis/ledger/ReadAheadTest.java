package org.parvis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private static final long LAST = 40;

    private final List<Long> fetched = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger worked = new AtomicInteger();
    private volatile long broken = -1;

    private record Ten(long end, boolean full, AtomicInteger work, AtomicInteger worked) implements ReadAhead.Stretch {
        @Override
        public boolean workAhead() {
            if (work.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                return false;
            }
            worked.incrementAndGet();
            return true;
        }
    }

    private final ReadAhead<Ten> ahead = new ReadAhead<>(after -> {
        fetched.add(after);
        if (after == broken) {
            throw new LedgerUnavailable("broken at " + after, new IllegalStateException());
        }
        return new Ten(after + 10, after + 10 < LAST, new AtomicInteger(7), worked);
    });

    @Test
    void everyStretchComesOnceAndInOrder() {
        for (int round = 0; round < 500; round++) {
            fetched.clear();
            var ends = new ArrayList<Long>();
            Ten ten = ahead.after(0);
            ends.add(ten.end());
            while (ten.full()) {
                ten = ahead.after(ten.end());
                ends.add(ten.end());
            }
            assertThat(ends).isEqualTo(List.of(10L, 20L, 30L, 40L));
            assertThat(fetched).isEqualTo(List.of(0L, 10L, 20L, 30L));
        }
    }

    @Test
    void neverFetchesMoreThanTwoAheadAndThenWorksOnThem() {
        assertThat(ahead.after(0).end()).isEqualTo(10);
        await().atMost(LONG).until(() -> worked.get() == 2 * 7);
        assertThat(fetched).isEqualTo(List.of(0L, 10L, 20L));
        assertThat(ahead.after(10).end()).isEqualTo(20);
        await().atMost(LONG).until(() -> worked.get() == 3 * 7);
        assertThat(fetched).isEqualTo(List.of(0L, 10L, 20L, 30L));
    }

    @Test
    void whoIsAtTheEndCausesNoReadingAhead() {
        for (int i = 0; i < 100; i++) {
            assertThat(ahead.after(LAST - 10).full()).isFalse();
        }
        assertThat(fetched).hasSize(100).containsOnly(LAST - 10);
        assertThat(worked).hasValue(0);
    }

    @Test
    void aFailureComesAfterWhatCameBeforeItAndCanBeTriedAgain() {
        broken = 20;
        assertThat(ahead.after(0).end()).isEqualTo(10);
        assertThat(ahead.after(10).end()).isEqualTo(20);
        assertThatThrownBy(() -> ahead.after(20)).hasMessage("broken at 20");
        assertThatThrownBy(() -> ahead.after(20)).hasMessage("broken at 20");
        broken = -1;
        assertThat(ahead.after(20).end()).isEqualTo(30);
        assertThat(ahead.after(30).full()).isFalse();
    }

    @Test
    void whoGoesElsewhereGetsWhatIsThere() {
        assertThat(ahead.after(0).end()).isEqualTo(10);
        assertThat(ahead.after(5).end()).isEqualTo(15);
        assertThat(ahead.after(15).end()).isEqualTo(25);
        assertThat(ahead.after(0).end()).isEqualTo(10);
        assertThat(ahead.after(10).end()).isEqualTo(20);
    }

    @Test
    void whoStopsLeavesNoThreadAtWork() {
        for (long from : LongStream.range(0, 200).toArray()) {
            new ReadAhead<>(after -> new Ten(after + 10, true, new AtomicInteger(3), worked)).after(from);
        }
        await().atMost(LONG).until(() -> worked.get() == 200 * 2 * 3);
        await().atMost(LONG)
                .until(() -> Thread.getAllStackTraces().entrySet().stream()
                        .filter(thread -> thread.getKey().getName().startsWith("ledger-read-ahead"))
                        .noneMatch(thread -> List.of(thread.getValue()).stream()
                                .anyMatch(frame -> frame.getClassName().contains("ReadAhead"))));
    }

    @Test
    void whoIsToldToStopWhileWaitingStops() throws InterruptedException {
        var never = new Object();
        var slow = new ReadAhead<Ten>(after -> {
            if (after > 0) {
                synchronized (never) {
                    return new Ten(after + 10, true, new AtomicInteger(), worked);
                }
            }
            return new Ten(10, true, new AtomicInteger(), worked);
        });
        var told = new ArrayList<Throwable>();
        synchronized (never) {
            slow.after(0);
            Thread reader = Thread.ofPlatform().start(() -> {
                try {
                    slow.after(10);
                } catch (LedgerUnavailable e) {
                    told.add(e);
                }
            });
            await().atMost(LONG).until(() -> reader.getState() == Thread.State.WAITING);
            reader.interrupt();
            reader.join();
        }
        assertThat(told).hasSize(1);
    }
}
