package org.parvis.publishing.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event as it stands in the ledger: when, as which of its aggregate, by whom. */
public record Recorded<E>(
        E event, Instant at, long sequence, @Nullable String actorId) {}
