package org.parvis.publishing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P1 and P2 in full: {@code ./mvnw verify -Pfaults -pl publishing-service/app -am}; {@code -Dfaults.intents=} sets how many of each class. */
@Tag("faults")
class DeliveryFaultsIT {

    private static final int INTENTS = Integer.getInteger("faults.intents", 10_000);

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site(shared -> {});
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"A, 11", "B, 12", "C, 13", "C2, 14"})
    void putsEachThereOnceOrLeavesItToAPerson(String deliveryClass, long seed) {
        var run = new FaultsRun(site, List.of(deliveryClass), INTENTS, Duration.ofMinutes(30));
        check(INTENTS, run.run(seed, Duration.ofSeconds(5)));
    }

    static void check(int intents, Map<String, FaultsRun.Count> counts) {
        counts.forEach((deliveryClass, count) -> {
            assertThat(count.extra()).as("doubles, counted in the town").isZero();
            assertThat(count.confirmedButMissing()).isZero();
            assertThat(count.accounted()).as("none lost").isEqualTo(intents);
            assertThat(count.of("CANCELLED")).isGreaterThanOrEqualTo(FaultsRun.ODD);
            // What was refused for good: rejected, called off before there was an attempt, or parked when the refusal
            // was lost.
            assertThat(count.of("CONFIRMED")).isLessThanOrEqualTo(intents - 2 * FaultsRun.ODD);
            // What an idempotency key or nobody's key cannot decide is for a person; a key of our own decides all.
            assertThat(count.parked()).isLessThanOrEqualTo(deliveryClass.equals("A") ? 0 : Math.max(intents / 40, 12));
        });
    }
}
