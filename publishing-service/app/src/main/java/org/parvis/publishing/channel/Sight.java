package org.parvis.publishing.channel;

import org.jspecify.annotations.Nullable;
import org.parvis.boot.Access;
import org.parvis.identity.rights.Action;

/** Who may look at something: whoever may do any of several things with it. */
public final class Sight {

    private Sight() {}

    /** Lets pass whoever may do any of several things on any brand or channel; the first is named to who may do none. */
    public static void requireAnywhere(Access access, Action... anyOf) {
        if (access.scope(anyOf).isEmpty()) {
            access.requireAnywhere(anyOf[0]);
        }
    }

    /**
     * Lets pass whoever may do any of several things there; the first is named to who may do none.
     *
     * @param channelId null for what goes through none: a right on single channels is not enough
     */
    public static void require(
            Access access, String brandId, @Nullable String channelId, String subject, Action... anyOf) {
        if (access.scope(anyOf).covers(brandId, channelId)) {
            return;
        }
        access.require(anyOf[0], brandId, channelId, subject);
    }
}
