package org.parvis.town.square;

import java.time.Duration;

/** The rules that hold for every account without rules of its own. */
public record NetworkRules(NetworkClass networkClass, Duration idempotencyLifetime, Duration duplicateWindow) {

    private static final Duration LONGEST = Duration.ofDays(30);

    public NetworkRules {
        checked(idempotencyLifetime);
        checked(duplicateWindow);
    }

    /** Class A, an hour for keys, an hour for equal texts. */
    public static NetworkRules defaults() {
        return new NetworkRules(NetworkClass.A, Duration.ofHours(1), Duration.ofHours(1));
    }

    private static void checked(Duration duration) {
        if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            throw new SquareRefused(Refusal.DURATION_INVALID);
        }
    }
}
