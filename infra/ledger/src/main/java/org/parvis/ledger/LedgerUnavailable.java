package org.parvis.ledger;

/** The ledger could not be reached in time; nothing of this call was recorded, so it may be repeated. */
public final class LedgerUnavailable extends RuntimeException {

    LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
