package org.parvis.publishing.delivery;

import java.time.Instant;

/** One condition under which something may leave. It reads the ledger: a read model may be a moment behind, and a moment is enough. */
@FunctionalInterface
public interface Clearance {

    Verdict check(Candidate candidate, Instant now);
}
