package org.parvis.boot;

import org.jspecify.annotations.Nullable;
import org.parvis.identity.rights.Action;

/** What aggregates are given to ask about others: the rights of this very moment, which no read model and no token knows. */
@FunctionalInterface
public interface RightsOnRecord {

    /** Whether a member may do something on a channel, or without one on the brand as a whole; nobody who is no member may. */
    boolean may(String memberId, Action action, String brandId, @Nullable String channelId);

    default boolean may(String memberId, Action action, String brandId) {
        return may(memberId, action, brandId, null);
    }
}
