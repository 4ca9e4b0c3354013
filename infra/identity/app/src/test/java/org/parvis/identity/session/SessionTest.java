package org.parvis.identity.session;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.identity.api.SecondFactor;
import org.parvis.identity.api.SecondFactorShown;
import org.parvis.identity.api.SessionEnd;
import org.parvis.identity.api.SessionEnded;
import org.parvis.identity.api.SessionStarted;

class SessionTest {

    private static final SessionStarted STARTED = new SessionStarted("s1", "ines");

    private final AggregateTestFixture<Session> session = new AggregateTestFixture<>(Session.class);

    @Test
    void beginsOnce() {
        session.givenNoPriorActivity().when(new StartSession("s1", "ines")).expectEvents(STARTED);
        session.given(STARTED).when(new StartSession("s1", "ines")).expectNoEvents();
    }

    @Test
    void endsOnceAndForTheFirstReason() {
        var revoked = new SessionEnded("s1", "ines", SessionEnd.REVOKED);
        session.given(STARTED)
                .when(new EndSession("s1", "ines", SessionEnd.REVOKED))
                .expectEvents(revoked);
        session.given(STARTED, revoked)
                .when(new EndSession("s1", "ines", SessionEnd.LEFT))
                .expectNoEvents();
        session.given(STARTED, revoked).when(new StartSession("s1", "ines")).expectNoEvents();
    }

    @Test
    void endsOneFromBeforeSessionsWereEntries() {
        session.givenNoPriorActivity()
                .when(new EndSession("old", "ines", SessionEnd.SIGNED_OUT))
                .expectEvents(new SessionEnded("old", "ines", SessionEnd.SIGNED_OUT));
    }

    @Test
    void remembersTheSecondFactorShownInItWhileItLasts() {
        session.given(STARTED)
                .when(new ShowSecondFactor("s1", "ines", SecondFactor.TOTP))
                .expectEvents(new SecondFactorShown("s1", "ines", SecondFactor.TOTP));
        session.given(STARTED, new SessionEnded("s1", "ines", SessionEnd.REVOKED))
                .when(new ShowSecondFactor("s1", "ines", SecondFactor.TOTP))
                .expectNoEvents();
    }
}
