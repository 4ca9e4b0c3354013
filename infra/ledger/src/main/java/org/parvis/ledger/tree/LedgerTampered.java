package org.parvis.ledger.tree;

/** What is stored contradicts what was signed, or itself; nothing more is signed until people have looked. */
public final class LedgerTampered extends RuntimeException {

    LedgerTampered(String message) {
        super(message);
    }
}
