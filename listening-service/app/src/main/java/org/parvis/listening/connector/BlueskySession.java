package org.parvis.listening.connector;

/**
 * A log-in to an account on an AT Protocol server.
 *
 * @param did the account's permanent id
 * @param handle how the network addresses it
 * @param accessToken for two hours or so
 * @param refreshToken for a new access token
 */
record BlueskySession(String did, String handle, String accessToken, String refreshToken) {

    @Override
    public String toString() {
        return "BlueskySession[" + handle + "]";
    }
}
