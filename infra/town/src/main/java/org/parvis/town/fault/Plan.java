package org.parvis.town.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What will go wrong with one request.
 *
 * @param before the fault that answers instead of the work
 * @param after the fault that answers instead of the result
 */
public record Plan(
        Duration waitBefore,
        Duration waitAfter,
        Duration readLag,
        boolean refuseDuplicates,
        @Nullable Fault before,
        @Nullable Fault after) {

    /** Nothing goes wrong. */
    public static final Plan SOUND = new Plan(Duration.ZERO, Duration.ZERO, Duration.ZERO, false, null, null);
}
