package org.parvis.identity.session;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.parvis.identity.api.SecondFactorShown;
import org.parvis.identity.api.SessionEnded;
import org.parvis.identity.api.SessionEvent;
import org.parvis.identity.api.SessionStarted;

/** One sign-in of a browser. A stream of its own, so that a member's does not grow with every morning. */
@SuppressWarnings("NullAway.Init")
final class Session {

    @AggregateIdentifier
    private String id;

    private boolean started;
    private boolean ended;

    Session() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(StartSession command) {
        if (!started && !ended) {
            apply(new SessionStarted(command.sessionId(), command.memberId()));
        }
    }

    /** One from before sessions were entries has no beginning; its end is one all the same. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(EndSession command) {
        if (!ended) {
            apply(new SessionEnded(command.sessionId(), command.memberId(), command.reason()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ShowSecondFactor command) {
        if (!ended) {
            apply(new SecondFactorShown(command.sessionId(), command.memberId(), command.factor()));
        }
    }

    @EventSourcingHandler
    void evolve(SessionEvent event) {
        id = event.sessionId();
        switch (event) {
            case SessionStarted s -> started = true;
            case SecondFactorShown f -> {}
            case SessionEnded e -> ended = true;
        }
    }
}
