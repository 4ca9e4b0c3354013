package org.parvis.crm.retention;

import static org.parvis.crm.Refusals.refusedBecause;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.axon.EntryMetadata;
import org.parvis.boot.RightsOnRecord;
import org.parvis.crm.api.HoldGround;
import org.parvis.crm.api.RetentionAdopted;
import org.parvis.crm.api.RetentionDeclined;
import org.parvis.crm.api.RetentionHeld;
import org.parvis.crm.api.RetentionHoldLifted;
import org.parvis.crm.api.RetentionProposed;
import org.parvis.crm.retention.RetentionCommand.AdoptRetention;
import org.parvis.crm.retention.RetentionCommand.DeclineRetention;
import org.parvis.crm.retention.RetentionCommand.HoldRetention;
import org.parvis.crm.retention.RetentionCommand.LiftRetentionHold;
import org.parvis.crm.retention.RetentionCommand.ProposeRetention;

class RetentionTest {

    private static final String BRAND = "helianthe";
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(200));

    private final AggregateTestFixture<Retention> fixture = new AggregateTestFixture<>(Retention.class);

    @BeforeEach
    void clock() {
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        fixture.registerInjectableResource((RightsOnRecord) (member, action, brand, channel) -> !member.equals("gone"));
    }

    @Nested
    class Proposing {

        @Test
        void saysWhoProposesWhat() {
            given().when(propose(13, 72, 0L), by("lea")).expectEvents(proposed(1, 13, 72, "lea"));
        }

        @ParameterizedTest
        @CsvSource({"0, 72", "13, 0", "241, 72", "13, 241", "-1, -1"})
        void refusesMonthsThatNobodyMeans(int neverAnswered, int inConversation) {
            given().when(propose(neverAnswered, inConversation, null), by("lea"))
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_MONTHS_IMPOSSIBLE));
        }

        @Test
        void takesTheShortestAndTheLongest() {
            given().when(propose(1, 240, null), by("lea")).expectEvents(proposed(1, 1, 240, "lea"));
        }

        @Test
        void theSameTwiceChangesNothing() {
            given(proposed(1, 13, 72, "lea"))
                    .when(propose(13, 72, null), by("lea"))
                    .expectNoEvents();
        }

        @Test
        void whatIsInForceIsNotProposedAgain() {
            given(proposed(1, 13, 72, "lea"), adopted(1, 1, 13, 72))
                    .when(propose(13, 72, null), by("lea"))
                    .expectNoEvents();
        }

        @Test
        void takesThePlaceOfWhatWasProposedBefore() {
            given(proposed(1, 13, 72, "lea"))
                    .when(propose(6, 24, 1L), by("max"))
                    .expectEvents(proposed(2, 6, 24, "max"));
        }

        @Test
        void isForPeopleOnly() {
            given().when(propose(13, 72, null), robot())
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_PEOPLE_ONLY));
        }

        @Test
        void refusesWhoSawAnOlderState() {
            given(proposed(1, 13, 72, "lea"))
                    .when(propose(6, 24, 0L), by("max"))
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_CHANGED_MEANWHILE));
        }
    }

    @Nested
    class Deciding {

        @Test
        void takesSomebodyElse() {
            given(proposed(1, 13, 72, "lea"))
                    .when(new AdoptRetention(BRAND, 1L), by("lea"))
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_OWN_PROPOSAL));
            given(proposed(1, 13, 72, "lea"))
                    .when(new AdoptRetention(BRAND, 1L), by("nadia"))
                    .expectEvents(adopted(1, 1, 13, 72));
        }

        @Test
        void takesSomebodyWhoStillStandsForIt() {
            given(proposed(1, 13, 72, "gone"))
                    .when(new AdoptRetention(BRAND, 1L), by("nadia"))
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_PROPOSER_LOST_RIGHT));
            given(proposed(1, 13, 72, "gone"))
                    .when(new DeclineRetention(BRAND, 1L), by("nadia"))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void takesAPerson() {
            given(proposed(1, 13, 72, "lea"))
                    .when(new AdoptRetention(BRAND, 1L), robot())
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_PEOPLE_ONLY));
            given(proposed(1, 13, 72, "lea"))
                    .when(new DeclineRetention(BRAND, 1L), robot())
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_PEOPLE_ONLY));
        }

        @Test
        void adoptsOnlyWhatItSaw() {
            given(proposed(1, 13, 72, "lea"), proposed(2, 1, 1, "lea"))
                    .when(new AdoptRetention(BRAND, 1L), by("nadia"))
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_CHANGED_MEANWHILE));
        }

        @Test
        void whoeverProposedLastIsTheOneWhoMayNotAdopt() {
            given(proposed(1, 13, 72, "nadia"), proposed(2, 6, 24, "lea"))
                    .when(new AdoptRetention(BRAND, 2L), by("nadia"))
                    .expectEvents(adopted(1, 2, 6, 24));
        }

        @Test
        void happensOnce() {
            given(proposed(1, 13, 72, "lea"), adopted(1, 1, 13, 72))
                    .when(new AdoptRetention(BRAND, null), by("nadia"))
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_NOTHING_PROPOSED));
            given(proposed(1, 13, 72, "lea"), new RetentionDeclined(BRAND, 1, "nadia"))
                    .when(new AdoptRetention(BRAND, null), by("nadia"))
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_NOTHING_PROPOSED));
            given().when(new DeclineRetention(BRAND, null), by("nadia"))
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_NOTHING_PROPOSED));
        }

        @Test
        void leavesWhatIsInForceWhenItDeclines() {
            given(proposed(1, 13, 72, "lea"), adopted(1, 1, 13, 72), proposed(2, 6, 24, "lea"))
                    .when(new DeclineRetention(BRAND, 3L), by("nadia"))
                    .expectEvents(new RetentionDeclined(BRAND, 2, "nadia"));
        }

        @Test
        void countsVersions() {
            given(proposed(1, 13, 72, "lea"), adopted(1, 1, 13, 72), proposed(2, 6, 24, "lea"))
                    .when(new AdoptRetention(BRAND, 3L), by("nadia"))
                    .expectEvents(adopted(2, 2, 6, 24));
        }
    }

    @Nested
    class Holding {

        @Test
        void needsNoPolicyAndCanBeExtended() {
            given().when(hold(UNTIL, 0L), by("nadia")).expectEvents(held(UNTIL));
            given(held(UNTIL)).when(hold(UNTIL, null), by("nadia")).expectNoEvents();
            given(held(UNTIL))
                    .when(hold(UNTIL.plusSeconds(1), 1L), by("nadia"))
                    .expectEvents(held(UNTIL.plusSeconds(1)));
        }

        @Test
        void refusesAHoldInThePast() {
            given().when(hold(NOW, null), by("nadia"))
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_HOLD_IN_THE_PAST));
        }

        @Test
        void isLiftedOnce() {
            given(held(UNTIL))
                    .when(new LiftRetentionHold(BRAND, 1L), by("nadia"))
                    .expectEvents(new RetentionHoldLifted(BRAND, "nadia"));
            given(held(UNTIL), new RetentionHoldLifted(BRAND, "nadia"))
                    .when(new LiftRetentionHold(BRAND, 2L), by("nadia"))
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_NOT_ON_HOLD));
        }

        @Test
        void isForPeopleOnly() {
            given().when(hold(UNTIL, null), robot())
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_PEOPLE_ONLY));
            given(held(UNTIL))
                    .when(new LiftRetentionHold(BRAND, null), robot())
                    .expectException(refusedBecause(RetentionRefusal.RETENTION_PEOPLE_ONLY));
        }
    }

    private TestExecutor<Retention> given(Object... events) {
        return events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given(List.of(events));
    }

    private static ProposeRetention propose(int neverAnswered, int inConversation, @Nullable Long version) {
        return new ProposeRetention(BRAND, new Months(neverAnswered, inConversation), version);
    }

    private static HoldRetention hold(Instant until, @Nullable Long version) {
        return new HoldRetention(BRAND, HoldGround.LEGAL_CLAIM, until, version);
    }

    private static RetentionProposed proposed(int number, int neverAnswered, int inConversation, String by) {
        return new RetentionProposed(BRAND, number, neverAnswered, inConversation, by);
    }

    private static RetentionAdopted adopted(int version, int proposal, int neverAnswered, int inConversation) {
        return new RetentionAdopted(BRAND, version, proposal, neverAnswered, inConversation, "lea", "nadia");
    }

    private static RetentionHeld held(Instant until) {
        return new RetentionHeld(BRAND, HoldGround.LEGAL_CLAIM, until, "nadia");
    }

    private static Map<String, String> by(String member) {
        return Map.of(EntryMetadata.ACTOR, member, EntryMetadata.ACTOR_KIND, "HUMAN");
    }

    private static Map<String, String> robot() {
        return Map.of(EntryMetadata.ACTOR, "robot", EntryMetadata.ACTOR_KIND, "AUTOMATION");
    }
}
