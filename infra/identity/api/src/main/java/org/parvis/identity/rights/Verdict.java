package org.parvis.identity.rights;

import org.jspecify.annotations.Nullable;

/** Yes or no, why, and the grant that decided or came nearest. */
public record Verdict(
        boolean allowed, Because because, @Nullable Grant grant) {

    /** Why the answer is what it is. */
    public enum Because {
        GRANTED,
        EXPIRED,
        /** Only identity says so: a right that would allow it waits for a second person. */
        WAITING,
        OTHER_SCOPE,
        NO_GRANT
    }
}
