package org.parvis.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoomTest {

    private static final int MILLION = 1_000_000;

    private final Room room = new Room(8L * MILLION);

    private static Deadline soon() {
        return new Deadline(System::nanoTime, Duration.ofMillis(50));
    }

    private static void read(int bytes) {
        read(bytes, soon());
    }

    private static void read(int bytes, Deadline deadline) {
        try (var held = Room.forAnAnswer()) {
            held.grow(bytes, deadline);
        } catch (BrokenExchange e) {
            throw new IllegalStateException(e.kind().name(), e);
        }
    }

    private void holding(String owner, int bytes, Runnable meanwhile) {
        room.shared(owner, () -> {
            read(bytes);
            meanwhile.run();
            return true;
        });
    }

    @Test
    void holdsWhatWasReadUntilAllIsOver() {
        holding(
                "a",
                3 * MILLION,
                () -> holding("b", 3 * MILLION, () -> {
                    assertThatThrownBy(() -> holding("c", 3 * MILLION, () -> {}))
                            .hasMessage("NO_ROOM");
                    holding("c", MILLION, () -> {});
                }));
        holding("c", 3 * MILLION, () -> {});
    }

    @Test
    void nobodyHasMoreThanHalf() {
        holding("a", 3 * MILLION, () -> {
            assertThatThrownBy(() -> holding("a", 3 * MILLION, () -> {})).hasMessage("NO_ROOM");
            holding("b", 3 * MILLION, () -> {});
        });
    }

    @Test
    void oneAfterTheOtherTakesTheRoomOfTheLargest() {
        room.shared("a", () -> {
            for (var answer = 0; answer < 100; answer++) {
                read(3 * MILLION);
            }
            return true;
        });
    }

    @Test
    void waitsUntilThereIsRoom() throws Exception {
        var held = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        var first = Thread.ofVirtual()
                .start(() -> holding("a", 3 * MILLION, () -> {
                    held.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        var read = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(() -> room.shared("a", () -> {
                    read(3 * MILLION, new Deadline(System::nanoTime, Duration.ofSeconds(30)));
                    read.countDown();
                    return true;
                }));
        assertThat(read.await(100, TimeUnit.MILLISECONDS)).isFalse();
        over.countDown();
        assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
        first.join();
    }

    @Test
    void smallAnswersAskNobody() {
        holding(
                "a",
                4 * MILLION - 300_000,
                () -> holding("b", 4 * MILLION - 300_000, () -> {
                    read(60_000);
                    holding("a", 60_000, () -> {});
                }));
    }
}
