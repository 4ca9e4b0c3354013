package org.parvis.publishing.faults;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same as {@link DeliveryFaultsIT}, small enough for every build. */
class DeliveryFaultsSampleIT {

    private static final int INTENTS = 16;

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site(shared -> {});
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void putsEachThereOnceOrLeavesItToAPerson() {
        var run = new FaultsRun(site, List.of("A", "B", "C", "C2"), INTENTS, Duration.ofMinutes(4));
        DeliveryFaultsIT.check(INTENTS, run.run(21, Duration.ofMillis(200)));
    }
}
