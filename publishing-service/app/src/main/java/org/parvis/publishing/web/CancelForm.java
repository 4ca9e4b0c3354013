package org.parvis.publishing.web;

import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;

/**
 * What a program says when it cancels a reply or a post.
 *
 * @param reason up to 500 characters without the white space around it; null for none
 */
public record CancelForm(@Nullable String reason) {

    private static final int LONGEST_REASON = 500;

    /**
     * The words for the entry, empty when nobody gave any.
     *
     * @param form null when the request had no body
     * @throws InvalidInput when the reason is too long
     */
    public static String reasonOf(@Nullable CancelForm form) {
        var reason = form == null || form.reason() == null ? "" : form.reason().strip();
        if (reason.length() > LONGEST_REASON) {
            throw new InvalidInput("reason", "too-long", LONGEST_REASON);
        }
        return reason;
    }
}
