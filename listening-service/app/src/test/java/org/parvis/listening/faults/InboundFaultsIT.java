package org.parvis.listening.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * P4 in full: {@code ./mvnw verify -Pfaults -pl listening-service/app -am}; {@code -Dfaults.inbound=} sets how many posts,
 * {@code -Dfaults.inbound.rate=} how many in a second.
 */
@Tag("faults")
class InboundFaultsIT {

    private static final int POSTS = Integer.getInteger("faults.inbound", 50_000);
    private static final int PER_SECOND = Integer.getInteger("faults.inbound.rate", 150);

    @Test
    void losesNothingAndKeepsNothingTwice() throws Exception {
        check(POSTS, new InboundRun(POSTS, PER_SECOND, Duration.ofSeconds(10), Duration.ofMinutes(20), 4));
    }

    static void check(int posts, InboundRun run) throws Exception {
        var count = run.run();
        assertThat(count.emitted()).isEqualTo(posts);
        assertThat(count.missing()).as("missing").isZero();
        assertThat(count.inLedger()).as("in the ledger").isEqualTo(posts);
        assertThat(count.distinctInLedger()).as("different ones in the ledger").isEqualTo(posts);
        assertThat(count.shown()).as("in the read model").isEqualTo(posts);
        assertThat(count.strangers())
                .as("in the read model, and nobody said it")
                .isZero();
    }
}
