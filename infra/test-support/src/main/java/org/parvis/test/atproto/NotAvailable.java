package org.parvis.test.atproto;

/** Something the peer needs cannot be had on this machine; the message says what, and what to do. */
final class NotAvailable extends Exception {

    private static final long serialVersionUID = 1;

    NotAvailable(String message) {
        super(message);
    }
}
