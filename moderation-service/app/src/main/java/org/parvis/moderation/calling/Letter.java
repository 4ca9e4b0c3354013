package org.parvis.moderation.calling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A letter to one member about one call. It holds no address and no text: both are made when it is sent or shown. */
record Letter(
        String letterId,
        String escalationId,
        String brandId,
        int step,
        String memberId,
        LetterState state,
        int tries,
        Instant queuedAt,
        @Nullable Instant finishedAt,
        @Nullable String problem) {}
