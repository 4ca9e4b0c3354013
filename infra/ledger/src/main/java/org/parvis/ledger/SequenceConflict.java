package org.parvis.ledger;

/** Somebody else continued the aggregate first, or the caller left a gap; nothing of this append was recorded. */
public final class SequenceConflict extends RuntimeException {

    private final String aggregateId;
    private final long attempted;
    private final long expected;

    SequenceConflict(String aggregateId, long attempted, long expected) {
        super("Aggregate " + aggregateId + " continues at sequence " + expected + ", not at " + attempted
                + ". Nothing was recorded; load the aggregate again and decide anew.");
        this.aggregateId = aggregateId;
        this.attempted = attempted;
        this.expected = expected;
    }

    public String aggregateId() {
        return aggregateId;
    }

    /** The sequence the caller wanted to write. */
    public long attempted() {
        return attempted;
    }

    /** The only sequence that would have been accepted. */
    public long expected() {
        return expected;
    }
}
