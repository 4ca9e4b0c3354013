package org.parvis.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.boot.Busy;

class HashingTest {

    @Test
    void computesBesideTheRequestsAndFewAtOnce() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var hashing = new Hashing();
                var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 30)
                    .mapToObj(i -> requests.submit(() -> hashing.compute("place " + i, () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        Thread.sleep(5);
                        now.decrementAndGet();
                        return Thread.currentThread().isVirtual();
                    })))
                    .toList();
            for (var one : asked) {
                assertThat(one.get()).isFalse();
            }
        }
        assertThat(most.get()).isBetween(1, Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
    }

    @Test
    void letsNobodyJoinALineThatIsTooLong() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var hashing = new Hashing(1, 1, 1);
                var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            var computed = requests.submit(() -> hashing.compute("here", () -> {
                begun.countDown();
                end.await();
                return 1;
            }));
            begun.await();
            var waiting = IntStream.range(0, 2)
                    .mapToObj(i -> requests.submit(() -> {
                        try {
                            return hashing.compute("place " + i, () -> 2);
                        } catch (Busy e) {
                            end.countDown();
                            return 0;
                        }
                    }))
                    .toList();
            assertThat(waiting.get(0).get() + waiting.get(1).get()).isEqualTo(2);
            assertThat(computed.get()).isEqualTo(1);
        }
    }

    @Test
    void whoeverComesFromOnePlaceLeavesHalfOfTheLineToOthers() throws Exception {
        var end = new CountDownLatch(1);
        try (var hashing = new Hashing(1, 8, 8);
                var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 20)
                    .mapToObj(i -> requests.submit(() -> {
                        try {
                            return hashing.compute("one place", () -> {
                                end.await();
                                return 1;
                            });
                        } catch (Busy e) {
                            return 0;
                        }
                    }))
                    .toList();
            while (tries.stream().filter(Future::isDone).count() < 16) {
                Thread.onSpinWait();
            }
            var other = requests.submit(() -> hashing.compute("another", () -> 2));
            end.countDown();
            assertThat(other.get()).isEqualTo(2);
            var let = 0;
            for (var one : tries) {
                let += one.get();
            }
            assertThat(let).isEqualTo(4);
            assertThat(requests.submit(() -> hashing.compute("one place", () -> 3))
                            .get())
                    .isEqualTo(3);
        }
    }

    @Test
    void whoeverIsKnownPassesByACrowdOfStrangers() throws Exception {
        var end = new CountDownLatch(1);
        try (var hashing = new Hashing(1, 8, 8);
                var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            var crowd = IntStream.range(0, 20)
                    .mapToObj(i -> requests.submit(() -> {
                        try {
                            return hashing.compute("place " + i, () -> {
                                end.await();
                                return 1;
                            });
                        } catch (Busy e) {
                            return 0;
                        }
                    }))
                    .toList();
            // One is computed, eight wait.
            while (crowd.stream().filter(Future::isDone).count() < 11) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> hashing.compute("another", () -> 2)).isInstanceOf(Busy.class);
            assertThat(hashing.computeForKnown("ines", () -> 3)).isEqualTo(3);
            end.countDown();
            var let = 0;
            for (var one : crowd) {
                let += one.get();
            }
            assertThat(let).isEqualTo(9);
        }
    }

    @Test
    void oneOfTheKnownLeavesMostOfTheLineToOthers() throws Exception {
        var end = new CountDownLatch(1);
        try (var hashing = new Hashing(1, 8, 8);
                var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 10)
                    .mapToObj(i -> requests.submit(() -> {
                        try {
                            return hashing.computeForKnown("ines", () -> {
                                end.await();
                                return 1;
                            });
                        } catch (Busy e) {
                            return 0;
                        }
                    }))
                    .toList();
            while (tries.stream().filter(Future::isDone).count() < 8) {
                Thread.onSpinWait();
            }
            var other = requests.submit(() -> hashing.computeForKnown("malik", () -> 2));
            end.countDown();
            assertThat(other.get()).isEqualTo(2);
        }
    }

    @Test
    void saysThatAHashFailed() {
        try (var hashing = new Hashing(1, 1, 1)) {
            assertThatThrownBy(() -> hashing.compute("here", () -> {
                        throw new IllegalArgumentException("no hash");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("no hash");
        }
    }
}
