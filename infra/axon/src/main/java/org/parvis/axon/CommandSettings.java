package org.parvis.axon;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.rights.Actor;

/** What {@link Commands} takes from its surroundings: who acts now, and the id the caller gave the running request. */
public interface CommandSettings {

    /** The member of the running request. */
    Actor currentActor();

    /** The Idempotency-Key of the running request. */
    @Nullable
    String currentCommandId();

    /** What the running request is known as in log lines; null outside of one. */
    @Nullable
    String currentCorrelationId();

    Clock clock();

    String appVersion();
}
