package org.parvis.listening.connector;

import java.util.regex.Pattern;

/**
 * A log-in to an account on an AT Protocol server.
 *
 * @param did the account's permanent id
 * @param handle how the network addresses it
 * @param accessToken for two hours or so
 * @param refreshToken for a new access token
 */
record BlueskySession(String did, String handle, String accessToken, String refreshToken) {

    /** What may stand behind "Bearer" (RFC 6750), and fits a header with it. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,8000}");

    /** Whether a server that keeps to the protocol could have answered it; what it says is sent back with each question. */
    boolean isOne() {
        return BlueskyPost.isName(did)
                && handle.length() <= 253
                && TOKEN.matcher(accessToken).matches()
                && (refreshToken.isEmpty() || TOKEN.matcher(refreshToken).matches());
    }

    @Override
    public String toString() {
        return "BlueskySession[" + handle + "]";
    }
}
