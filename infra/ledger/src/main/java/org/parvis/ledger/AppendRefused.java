package org.parvis.ledger;

/** The database cannot store these entries as they are, for instance because an event id is in use; nothing was recorded. */
public final class AppendRefused extends RuntimeException {

    AppendRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
