package org.parvis.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event in the ledger, exactly as stored.
 *
 * @param position its gapless number, from 1, in commit order
 * @param leaf the hash over all other fields, see {@link Leaf}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by position; the arrays are the stored bytes
public record Entry(
        long position,
        UUID eventId,
        String aggregateType,
        String aggregateId,
        long sequence,
        String eventType,
        @Nullable String revision,
        Instant recordedAt,
        byte[] payload,
        byte[] metadata,
        byte[] leaf,
        @Nullable String commandId) {}
