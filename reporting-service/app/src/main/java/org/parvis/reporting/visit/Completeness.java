package org.parvis.reporting.visit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether all that was recorded is sealed and shown.
 *
 * @param entries rows of the ledger, counted
 * @param last the position of the newest entry; without a gap it is their number
 * @param leaves how many of them are in the signed tree
 * @param services how far each service's read models are
 */
record Completeness(long entries, long last, long leaves, List<Followed> services) {

    /**
     * A service's read models and processors.
     *
     * @param upTo everything up to here is dealt with; null when the service did not say
     * @param slowest the one that holds it back; null when nothing is open
     */
    record Followed(
            String service,
            int processors,
            @Nullable Long upTo,
            @Nullable String slowest) {}

    public boolean isWithoutGap() {
        return entries == last;
    }

    /** Entries of the last second or two are not sealed yet. */
    public long getWaiting() {
        return Math.max(0, entries - leaves);
    }

    /** More leaves than rows: something that was sealed is gone. */
    public boolean isLost() {
        return leaves > entries || !isWithoutGap();
    }
}
