package org.parvis.moderation.calling;

/** How a letter fares. */
enum LetterState {
    /** Waits to be sent. */
    QUEUED,
    /** Is being handed to the SMTP server; after a crash nobody knows whether it was. */
    ATTEMPTED,
    /** The SMTP server took it. */
    SENT,
    /** There is no SMTP server: it was not sent. */
    NOT_SENT,
    /** The SMTP server or our own check said no for good. */
    FAILED,
    /** The connection broke while it was handed over: it may have been sent, so it is not sent again. */
    UNKNOWN
}
