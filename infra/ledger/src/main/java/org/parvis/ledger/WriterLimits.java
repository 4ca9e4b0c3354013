package org.parvis.ledger;

import java.time.Duration;

/**
 * How much a writer takes at once and holds back.
 *
 * @param groupEntries most entries in one commit (a single larger request still goes, alone)
 * @param groupBytes most bytes in one commit
 * @param waitingRequests callers beyond this wait to enter the queue
 * @param waitingBytes callers beyond this wait to enter the queue
 * @param patience how long a call may take while the database is away, before it fails
 */
public record WriterLimits(
        int groupEntries, long groupBytes, int waitingRequests, long waitingBytes, Duration patience) {

    /** A single append may not hold more entries than this. */
    public static final int MAX_REQUEST_ENTRIES = 10_000;

    /** A single append may not hold more bytes than this. */
    public static final int MAX_REQUEST_BYTES = 64 << 20;

    /** Limits that suit a service. */
    public static WriterLimits standard() {
        return new WriterLimits(1_000, 8 << 20, 10_000, 64 << 20, Duration.ofSeconds(20));
    }
}
