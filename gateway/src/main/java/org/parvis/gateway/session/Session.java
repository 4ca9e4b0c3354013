package org.parvis.gateway.session;

import java.time.Instant;

/**
 * Somebody signed in with a browser.
 *
 * @param id digest of what the browser's cookie says, so that a thief of the database opens no session
 * @param csrfToken what forms and scripts of our pages must show
 */
public record Session(String id, String memberId, String language, String csrfToken, Instant seenAt) {

    @Override
    public String toString() {
        return "Session[" + memberId + "]";
    }
}
