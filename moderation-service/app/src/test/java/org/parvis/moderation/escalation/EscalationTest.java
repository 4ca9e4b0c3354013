package org.parvis.moderation.escalation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.identity.api.Role;
import org.parvis.moderation.Acting;
import org.parvis.moderation.api.EscalationAcknowledged;
import org.parvis.moderation.api.EscalationClimbed;
import org.parvis.moderation.api.EscalationClosed;
import org.parvis.moderation.api.EscalationRaised;
import org.parvis.moderation.rota.WhoCouldAnswer;

class EscalationTest {

    private static final Instant START = Instant.parse("2026-11-21T22:53:00Z");
    private static final Duration EACH = Duration.ofMinutes(5);
    private static final List<List<String>> LEVELS = List.of(List.of("malik"), List.of("priya", "theo"));

    private final AggregateTestFixture<Escalation> fixture = new AggregateTestFixture<>(Escalation.class);
    private final TestClock clock = new TestClock(START);

    /** A clock that stands still until it is told to move. */
    private static final class TestClock extends Clock {
        private Instant now;

        TestClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void resources() {
        fixture.registerInjectableResource(clock);
        fixture.registerInjectableResource(new WhoCouldAnswer() {
            @Override
            public Set<String> notAmong(Collection<String> memberIds, String brandId) {
                return gone;
            }

            @Override
            public List<String> leads(String brandId) {
                return List.of("priya");
            }
        });
    }

    /** Who could not answer any more. */
    private final Set<String> gone = new HashSet<>();

    private static RaiseEscalation raise() {
        return new RaiseEscalation("e1", "helianthe", "conversation:c1", "Charged twice", "night", LEVELS, EACH, 2);
    }

    private static EscalationRaised raised() {
        return new EscalationRaised("e1", "helianthe", "conversation:c1", "night", "Charged twice", LEVELS, EACH, 2);
    }

    private static EscalationClimbed climbed(int step, int round, int level, List<String> members, Instant at) {
        return new EscalationClimbed("e1", "helianthe", round, level, members, at.plus(EACH), step);
    }

    private static EscalationClimbed firstCall() {
        return climbed(1, 1, 1, List.of("malik"), START);
    }

    private TestExecutor<Escalation> after(Object... events) {
        var all = new ArrayList<Object>(List.of(raised()));
        all.addAll(List.of(events));
        return fixture.given(all);
    }

    private static Climb climb(int step) {
        return new Climb("e1", step);
    }

    @Test
    void callsTheFirstLevelAtOnce() {
        fixture.givenNoPriorActivity()
                .when(raise(), Acting.as("ines", Role.COMMUNITY_MANAGER))
                .expectEvents(raised(), firstCall());
    }

    @Test
    void isRaisedOnceUnderOneId() {
        after(firstCall()).when(raise()).expectNoEvents();
        after(firstCall())
                .when(new RaiseEscalation("e1", "helianthe", "conversation:c2", "Other", "night", LEVELS, EACH, 2))
                .expectExceptionMessage("ALREADY_EXISTS_DIFFERENT escalation:e1");
    }

    @Test
    void isNotRaisedWhenThereIsNobodyToCall() {
        fixture.givenNoPriorActivity()
                .when(new RaiseEscalation("e1", "helianthe", "conversation:c1", "x", "night", List.of(), EACH, 2))
                .expectExceptionMessage("NOBODY_TO_CALL escalation:e1");
    }

    @Test
    void walksTheListTwiceThenCallsEverybodyThenNobody() {
        var walked = new ArrayList<Object>(List.of(raised(), firstCall()));
        var expected = List.of(
                List.of("priya", "theo"),
                List.of("malik"),
                List.of("priya", "theo"),
                List.of("malik", "priya", "theo"));
        var rounds = List.of(1, 2, 2, 3);
        var levels = List.of(2, 1, 2, 2);
        for (var i = 0; i < expected.size(); i++) {
            clock.now = clock.now.plus(EACH);
            var next = climbed(i + 2, rounds.get(i), levels.get(i), expected.get(i), clock.now);
            fixture.given(walked).when(climb(i + 2)).expectEvents(next);
            walked.add(next);
        }
        clock.now = clock.now.plus(EACH);
        fixture.given(walked).when(climb(6)).expectNoEvents();
    }

    @Test
    void leavesALevelItsTime() {
        clock.now = START.plus(EACH).minusMillis(1);
        after(firstCall())
                .when(climb(2))
                .expectException(EscalationRefused.class)
                .expectExceptionMessage("TOO_EARLY escalation:e1");
    }

    @Test
    void ignoresAJobThatComesTwice() {
        clock.now = START.plus(EACH.multipliedBy(2));
        after(firstCall(), climbed(2, 1, 2, List.of("priya", "theo"), START.plus(EACH)))
                .when(climb(2))
                .expectNoEvents();
        after(firstCall()).when(climb(5)).expectNoEvents();
    }

    @Test
    void climbsLateWhenTheHouseWasDown() {
        clock.now = START.plus(Duration.ofHours(3));
        after(firstCall()).when(climb(2)).expectEvents(climbed(2, 1, 2, List.of("priya", "theo"), clock.now));
    }

    /** They cannot come in, and what the call says is not for them any more. */
    @Test
    void callsNobodyWhoLeftOrLostTheRightAndWastesNoTimeOnALevelWithoutAnybody() {
        gone.add("malik");
        fixture.givenNoPriorActivity()
                .when(raise(), Acting.as("ines", Role.COMMUNITY_MANAGER))
                .expectEvents(raised(), climbed(2, 1, 2, List.of("priya", "theo"), START));
        gone.add("theo");
        clock.now = START.plus(EACH);
        after(firstCall()).when(climb(2)).expectEvents(climbed(2, 1, 2, List.of("priya"), clock.now));
    }

    /** A list that somebody made last year is no reason to wake nobody. */
    @Test
    void callsTheLeadsWhenNobodyOfItsListIsLeft() {
        gone.addAll(List.of("malik", "priya", "theo"));
        clock.now = START.plus(EACH);
        after(firstCall()).when(climb(2)).expectEvents(climbed(2, 1, 2, List.of("priya"), clock.now));
        clock.now = clock.now.plus(EACH);
        after(firstCall(), climbed(2, 1, 2, List.of("priya"), START.plus(EACH)))
                .when(climb(3))
                .expectEvents(climbed(3, 2, 1, List.of("priya"), clock.now));
    }

    @Test
    void stopsClimbingOnceSomebodyHasIt() {
        var taken = new EscalationAcknowledged("e1", "helianthe", "malik", 1);
        after(firstCall())
                .when(new AcknowledgeEscalation("e1", "helianthe"), Acting.as("malik", Role.COMMUNITY_MANAGER))
                .expectEvents(taken);
        clock.now = START.plus(EACH);
        after(firstCall(), taken).when(climb(2)).expectNoEvents();
    }

    @Test
    void isTakenByOnePersonOnly() {
        var taken = new EscalationAcknowledged("e1", "helianthe", "malik", 1);
        after(firstCall(), taken)
                .when(new AcknowledgeEscalation("e1", "helianthe"), Acting.as("malik", Role.COMMUNITY_MANAGER))
                .expectNoEvents();
        after(firstCall(), taken)
                .when(new AcknowledgeEscalation("e1", "helianthe"), Acting.as("priya", Role.LEAD))
                .expectExceptionMessage("ALREADY_ACKNOWLEDGED escalation:e1");
    }

    @Test
    void isNeverTakenByAMachine() {
        after(firstCall())
                .when(new AcknowledgeEscalation("e1", "helianthe"), Acting.automation())
                .expectExceptionMessage("AUTOMATION_CANNOT_ACKNOWLEDGE escalation:e1");
        after(firstCall())
                .when(new CloseEscalation("e1", "helianthe", "done"), Acting.automation())
                .expectExceptionMessage("AUTOMATION_CANNOT_ACKNOWLEDGE escalation:e1");
    }

    @Test
    void isTakenByALeadOrBySomebodyOnItsList() {
        for (var act :
                List.of(new AcknowledgeEscalation("e1", "helianthe"), new CloseEscalation("e1", "helianthe", "done"))) {
            for (var role : List.of(Role.COMMUNITY_MANAGER, Role.PRODUCT_MANAGER)) {
                after(firstCall())
                        .when(act, Acting.as("camille", role))
                        .expectNoEvents()
                        .expectExceptionMessage("NOT_CALLED escalation:e1");
            }
        }
        after(firstCall())
                .when(new AcknowledgeEscalation("e1", "helianthe"), Acting.as("lise", Role.LEAD))
                .expectEvents(new EscalationAcknowledged("e1", "helianthe", "lise", 1));
        // The second level is not called yet, and may answer all the same.
        after(firstCall())
                .when(new AcknowledgeEscalation("e1", "helianthe"), Acting.as("theo", Role.COMMUNITY_MANAGER))
                .expectEvents(new EscalationAcknowledged("e1", "helianthe", "theo", 1));
    }

    @Test
    void isTakenByWhoClosesItFirst() {
        after(firstCall())
                .when(new CloseEscalation("e1", "helianthe", " False alarm "), Acting.as("malik", Role.LEAD))
                .expectEvents(
                        new EscalationAcknowledged("e1", "helianthe", "malik", 1),
                        new EscalationClosed("e1", "helianthe", "False alarm"));
    }

    @Test
    void saysHowItEnded() {
        after(firstCall())
                .when(new CloseEscalation("e1", "helianthe", " "), Acting.as("malik", Role.LEAD))
                .expectExceptionMessage("NO_OUTCOME escalation:e1");
        after(firstCall(), new EscalationClosed("e1", "helianthe", "done"))
                .when(new CloseEscalation("e1", "helianthe", "again"), Acting.as("malik", Role.LEAD))
                .expectExceptionMessage("ALREADY_CLOSED escalation:e1");
    }

    @Test
    void doesNotExistForAnotherBrand() {
        after(firstCall())
                .when(new AcknowledgeEscalation("e1", "other"), Acting.as("malik", Role.LEAD))
                .expectExceptionMessage("NO_SUCH_ESCALATION escalation:e1");
    }

    @Test
    void isHadByWhoeverTookTheIncidentUnlessSomebodyHadItBefore() {
        var taken = new EscalationAcknowledged("e1", "helianthe", "ines", 1);
        var give = new GiveEscalation("e1", "helianthe", "ines");
        after(firstCall()).when(give, Acting.automation()).expectEvents(taken);
        after(firstCall(), taken).when(give, Acting.automation()).expectNoEvents();
        after(firstCall(), new EscalationAcknowledged("e1", "helianthe", "malik", 1))
                .when(give, Acting.automation())
                .expectNoEvents();
        after(firstCall(), new EscalationClosed("e1", "helianthe", "done"))
                .when(give, Acting.automation())
                .expectNoEvents();
        after(firstCall())
                .when(new GiveEscalation("e1", "other", "ines"), Acting.automation())
                .expectExceptionMessage("NO_SUCH_ESCALATION escalation:e1");
    }

    @Test
    void endsWithItsIncident() {
        var end = new EndEscalation("e1", "helianthe", "incident:FALSE_ALARM", "ines");
        var ended = new EscalationClosed("e1", "helianthe", "incident:FALSE_ALARM", null, "ines");
        after(firstCall())
                .when(end, Acting.automation())
                .expectEvents(new EscalationAcknowledged("e1", "helianthe", "ines", 1), ended);
        after(firstCall(), new EscalationAcknowledged("e1", "helianthe", "malik", 1))
                .when(end, Acting.automation())
                .expectEvents(ended);
        after(firstCall(), ended).when(end, Acting.automation()).expectNoEvents();
    }

    @Test
    void remainsUnacknowledgedWhenItsIncidentEndsByItself() {
        after(firstCall())
                .when(new EndEscalation("e1", "helianthe", "incident:QUIET", null), Acting.automation())
                .expectEvents(new EscalationClosed("e1", "helianthe", "incident:QUIET", null, null));
    }
}
