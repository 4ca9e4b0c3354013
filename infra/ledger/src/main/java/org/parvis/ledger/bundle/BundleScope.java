package org.parvis.ledger.bundle;

import java.util.Set;
import java.util.SortedSet;

/** Which entries a bundle holds, and with it what its reader may expect to be complete. */
public sealed interface BundleScope {

    /** Every entry from one position to another; a missing one is a fault. */
    record Range(long from, long to) implements BundleScope {
        public Range {
            if (from < 1 || to < from) {
                throw new IllegalArgumentException("A range goes from a position (1 or more) up to another");
            }
        }
    }

    /**
     * All that is sealed of some aggregates, for instance of one case or one person; a hole is a fault.
     *
     * @param also positions of single entries that are needed to judge the case; nothing is said about their neighbours
     */
    record Aggregates(Set<String> ids, Set<Long> also) implements BundleScope {
        public Aggregates {
            ids = Set.copyOf(ids);
            also = Set.copyOf(also);
        }

        public Aggregates(Set<String> ids) {
            this(ids, Set.of());
        }
    }

    /** Single entries; nothing is said about what lies between them. */
    record Selection(SortedSet<Long> positions) implements BundleScope {}
}
