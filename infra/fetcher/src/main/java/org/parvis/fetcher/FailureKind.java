package org.parvis.fetcher;

/** In which way an exchange that was tried went wrong. */
public enum FailureKind {
    DNS,
    CONNECT,
    TLS,
    TIMEOUT,
    /** The connection broke before the answer was complete. */
    RESET,
    /** More bytes than allowed, as sent or after inflating. */
    TOO_LARGE,
    /** Inflates so much that it can only be an attack. */
    BOMB,
    /** So much is being read at this moment that there was no room for it in time. */
    NO_ROOM,
    HEADERS_TOO_LARGE,
    /** A content encoding that was not asked for, or compressed data that is damaged. */
    ENCODING,
    /** The other side does not speak HTTP as agreed. */
    PROTOCOL,
    TOO_MANY_REDIRECTS
}
