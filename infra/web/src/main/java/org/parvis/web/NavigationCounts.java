package org.parvis.web;

import java.util.Map;

/**
 * What waits behind the navigation entries a service owns; a service that has something to count declares one bean.
 *
 * <p>Asked for each page of the service and at {@code /<service>/counts}, so it must answer from a read model, at once, and only
 * about the member's brands.
 */
@FunctionalInterface
public interface NavigationCounts {

    /** Counts by id of the navigation entry ({@code inbox}, {@code reviews} ...); entries without a count are left out. */
    Map<String, Count> of(SignedIn member);

    /**
     * A number beside a navigation entry.
     *
     * @param hot shown in red with a flame: somebody must look now, not soon
     */
    record Count(long waiting, boolean hot) {

        public static Count calm(long waiting) {
            return new Count(waiting, false);
        }

        public static Count hot(long waiting) {
            return new Count(waiting, true);
        }
    }
}
