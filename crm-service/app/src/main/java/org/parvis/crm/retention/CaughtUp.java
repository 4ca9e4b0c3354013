package org.parvis.crm.retention;

import java.util.OptionalLong;
import org.parvis.axon.Processors;
import org.parvis.ledger.LedgerReader;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Lets a job that must not act on old read models wait without blocking: it asks with each round, and is let through when every processor
 * has passed what was the ledger's head when it asked first. The next pass waits for a new head.
 */
public final class CaughtUp {

    private static final long NOT_ASKED = -1;

    private final LedgerReader ledger;
    /** Asked late: the processors know the handlers, and these are made at the same time. */
    private final ObjectProvider<Processors> processors;

    private long head = NOT_ASKED;

    public CaughtUp(LedgerReader ledger, ObjectProvider<Processors> processors) {
        this.ledger = ledger;
        this.processors = processors;
    }

    /** The position up to which everything is known, or empty when it is not yet time. */
    public synchronized OptionalLong pass() {
        if (head == NOT_ASKED) {
            head = ledger.head();
        }
        if (!processors.getObject().havePassed(head)) {
            return OptionalLong.empty();
        }
        var reached = head;
        head = NOT_ASKED;
        return OptionalLong.of(reached);
    }
}
