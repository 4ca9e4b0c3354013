package org.parvis.publishing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P13: a worker whose clock is wrong beside one whose clock is right, in a town that loses answers. */
@Tag("faults")
class ClockSkewIT {

    private static final int INTENTS = 60;

    private static Site site;
    private static WorkerProcess right;

    @BeforeAll
    static void open() {
        site = new Site(shared -> {});
        right = site.worker().ready();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @AfterEach
    void calm() {
        site.town.noFaults();
    }

    @ParameterizedTest
    @CsvSource({"PT61S", "PT-61S", "PT1H", "PT-1H"})
    void sendsNothingTwiceWithAWrongClock(Duration ahead) {
        var wrong = site.worker(ahead, WorkerProcess.Freeze.NEVER).ready();
        site.town.seed(31);
        site.town.fault("cut", "{\"kind\":\"LOST_RESPONSE\",\"on\":\"WRITE\",\"probability\":0.1}");
        site.town.fault("lag", "{\"kind\":\"READ_LAG\",\"on\":\"READ\",\"seconds\":0.33}");
        for (var deliveryClass : new String[] {"A", "B", "C"}) {
            var channelId = "p13-" + ahead.toSeconds() + "-" + deliveryClass.toLowerCase(Locale.ROOT);
            site.connect(channelId, deliveryClass);
            site.release(channelId, INTENTS, Instant.now());
        }
        for (var deliveryClass : new String[] {"A", "B", "C"}) {
            var channelId = "p13-" + ahead.toSeconds() + "-" + deliveryClass.toLowerCase(Locale.ROOT);
            // What a worker an hour ahead wrote into the future waits for that time; all else is settled, and nothing
            // is there twice.
            site.awaitAllTried(channelId, INTENTS, Duration.ofMinutes(4));
            var copies = site.town.copies(channelId);
            var states = site.states(channelId);
            System.out.printf(
                    Locale.ROOT,
                    "*** Clock %s ahead, class %s: %d of %d there, doubles %d, open %d%n",
                    ahead,
                    deliveryClass,
                    copies.size(),
                    INTENTS,
                    copies.values().stream().mapToInt(copy -> copy - 1).sum(),
                    states.values().stream().filter(Site::isOpen).count());
            assertThat(copies.values()).allMatch(copy -> copy == 1);
            assertThat(copies).hasSize(INTENTS);
        }
        wrong.close();
    }
}
