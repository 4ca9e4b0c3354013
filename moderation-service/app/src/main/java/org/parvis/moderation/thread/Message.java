package org.parvis.moderation.thread;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.privacy.Erased;

/**
 * One message of a thread as the public sees it.
 *
 * @param ours written by the house, on one of our accounts
 * @param handle what the network calls the account; null for ours
 * @param deleted gone from the network since
 */
public record Message(
        String id, boolean ours, String author, @Nullable String handle, String text, Instant at, boolean deleted) {

    /** True when the person behind it was erased: nothing of it is left to show. */
    public boolean isErased() {
        return Erased.is(text) || Erased.is(author);
    }
}
