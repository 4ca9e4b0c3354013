package org.parvis.listening.faults;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The same as {@link InboundFaultsIT}, small enough for every build. */
class InboundFaultsSampleIT {

    private static final int POSTS = 400;

    @Test
    void losesNothingAndKeepsNothingTwice() throws Exception {
        InboundFaultsIT.check(POSTS, new InboundRun(POSTS, 60, Duration.ofSeconds(2), Duration.ofMinutes(5), 41));
    }
}
