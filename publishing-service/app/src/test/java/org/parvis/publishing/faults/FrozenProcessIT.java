package org.parvis.publishing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.publishing.testing.Story;

/** P11: a worker stopped by the operating system at the three places that matter, longer than its claim lasts, and let go on afterwards. */
@Tag("faults")
class FrozenProcessIT {

    private static Site site;
    /** Takes over; asleep while another worker is to have the work. */
    private static WorkerProcess other;

    @BeforeAll
    static void open() {
        site = new Site(shared -> {});
        other = site.worker().ready();
        other.freeze();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE_THE_ENTRY, A, CONFIRMED",
        "BEFORE_THE_ENTRY, C, CONFIRMED",
        "BEFORE_THE_REQUEST, A, CONFIRMED",
        "BEFORE_THE_REQUEST, C, PARKED"
    })
    void sendsNothingAfterItWasFrozenBeforeTheRequest(
            WorkerProcess.Freeze place, String deliveryClass, String becomes) {
        var channelId = "p11-" + place.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                + deliveryClass.toLowerCase(Locale.ROOT);
        site.connect(channelId, deliveryClass);
        var frozen = site.worker(Duration.ZERO, place).ready();
        var release = site.release(channelId, 1, Instant.now()).getFirst();
        await("frozen", frozen::isFrozen);
        assertThat(site.town.copies(channelId)).isEmpty();

        takesOver(channelId, becomes);
        thaws(frozen, channelId, release);
        assertThat(site.town.copies(channelId).getOrDefault(release.text(), 0))
                .isEqualTo(becomes.equals("CONFIRMED") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"A", "B", "C"})
    void believesAnAnswerThatItReadsAfterThawing(String deliveryClass) {
        var channelId = "p11-answer-" + deliveryClass.toLowerCase(Locale.ROOT);
        site.connect(channelId, deliveryClass);
        var frozen = site.worker().ready();
        site.town.fault("late", "{\"kind\":\"SLOW_RESPONSE\",\"on\":\"WRITE\",\"next\":1,\"seconds\":3}");
        var release = site.release(channelId, 1, Instant.now()).getFirst();
        await("there", () -> site.town.copies(channelId).containsKey(release.text()));
        frozen.freeze();

        takesOver(channelId, "CONFIRMED");
        thaws(frozen, channelId, release);
        assertThat(site.town.copies(channelId)).containsEntry(release.text(), 1);
    }

    private static void takesOver(String channelId, String becomes) {
        var began = System.nanoTime();
        other.thaw();
        site.awaitSettled(channelId, 1, Duration.ofMinutes(3));
        assertThat(site.states(channelId)).containsValue(becomes);
        System.out.printf(
                Locale.ROOT,
                "*** %s: taken over and settled as %s after %.1f s (a second is a minute of the product)%n",
                channelId,
                becomes,
                (System.nanoTime() - began) / 1e9);
        other.freeze();
    }

    /** It goes on where it was, and is well: it does the next thing. */
    private static void thaws(WorkerProcess frozen, String channelId, Story.Release first) {
        frozen.thaw();
        var next = channelId + "-next";
        site.connect(next, "A");
        site.release(next, 1, Instant.now());
        site.awaitSettled(next, 1, Duration.ofMinutes(3));
        assertThat(site.states(next)).containsValue("CONFIRMED");
        assertThat(site.town.copies(channelId).getOrDefault(first.text(), 0)).isLessThanOrEqualTo(1);
        frozen.close();
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Site.pause(Duration.ofMillis(20));
        }
    }
}
