package org.parvis.publishing.network.bluesky;

/** What came of signing in. */
sealed interface SessionResult {

    /** We are in. */
    record In(Session session) implements SessionResult {}

    /** The password is not accepted. */
    record NotAccepted(String detail) implements SessionResult {}

    /** The server could not be asked, or does not want to be asked now. */
    record NotReached(String cause) implements SessionResult {}
}
