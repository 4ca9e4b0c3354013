package org.parvis.axon;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.deadletter.ThrowableCause;

/**
 * Sets aside what a handler cannot digest, and only that. While the database is in trouble every entry fails, whatever it says: then the
 * whole batch is tried again later, in order.
 */
final class OnlyPoison implements EnqueuePolicy<EventMessage<?>> {

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (cause instanceof LaterAgain later) {
            throw later;
        }
        if (DatabaseTrouble.isCauseOf(cause)) {
            throw new LaterAgain("The database is in trouble; the batch is tried again later", cause);
        }
        return Decisions.enqueue(ThrowableCause.truncated(cause));
    }

    /** Ends the batch without a mark on any entry. */
    static final class LaterAgain extends RuntimeException {
        LaterAgain(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
