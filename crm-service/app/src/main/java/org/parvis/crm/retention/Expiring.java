package org.parvis.crm.retention;

import java.util.List;

/** Hands people whose time is over to whoever erases. */
@FunctionalInterface
public interface Expiring {

    /** The most people handed over at once: every service reports on each of them into one stream. */
    int AT_ONCE = 100;

    /** The same people for the same reason, handed over again, change nothing. */
    void expire(Expired expired);

    /** Who goes, and by which policy of which two members; the id of the erasure follows from all the rest, so that a repeat is the same. */
    record Expired(
            String erasureId,
            String brandId,
            List<String> personIds,
            int policyVersion,
            CutOff cutOff,
            String proposerId,
            String adopterId) {

        public Expired {
            personIds = List.copyOf(personIds);
        }
    }
}
