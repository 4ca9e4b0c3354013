package org.parvis.web.live;

import java.time.Duration;

/** How many streams one process holds, and how often it says that it is there. */
record LiveLimits(int total, int perMember, Duration heartbeat) {

    static final LiveLimits USUAL = new LiveLimits(600, 6, Duration.ofSeconds(15));
}
