package org.parvis.crm.relation;

import static org.parvis.crm.Refusals.refusedBecause;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.parvis.crm.api.ContactBarLifted;
import org.parvis.crm.api.ContactBarred;
import org.parvis.crm.api.NextContactPlanned;
import org.parvis.crm.api.NextContactSettled;
import org.parvis.crm.api.RelationBegun;
import org.parvis.crm.api.RelationEnded;
import org.parvis.crm.api.RelationEvent;
import org.parvis.crm.api.RelationHandedOver;
import org.parvis.crm.api.RelationMoved;
import org.parvis.crm.api.RelationStage;
import org.parvis.crm.relation.RelationCommand.BarContact;
import org.parvis.crm.relation.RelationCommand.BeginRelation;
import org.parvis.crm.relation.RelationCommand.EndRelation;
import org.parvis.crm.relation.RelationCommand.HandRelationOver;
import org.parvis.crm.relation.RelationCommand.LiftContactBar;
import org.parvis.crm.relation.RelationCommand.MoveRelation;
import org.parvis.crm.relation.RelationCommand.PassRelationOn;
import org.parvis.crm.relation.RelationCommand.PlanNextContact;
import org.parvis.crm.relation.RelationCommand.SettleNextContact;

class RelationTest {

    private static final String ID = "rel_1";
    private static final String BRAND = "helianthe";
    private static final String PERSON = "p1";
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

    /** In Paris it is the 24th for half an hour more; in Auckland the 25th has begun long ago. */
    private static final Instant NOW = Instant.parse("2026-11-24T22:30:00Z");

    private final AggregateTestFixture<Relation> fixture = new AggregateTestFixture<>(Relation.class);

    @BeforeEach
    void someWorkForTheBrand() {
        Keepers keepers = (member, brand) ->
                brand.equals(BRAND) && Set.of("ines", "hugo", "lea").contains(member);
        fixture.registerInjectableResource(keepers);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static BeginRelation begin(String reason, String owner, @Nullable String backup) {
        return new BeginRelation(ID, BRAND, PERSON, RelationStage.SPOTTED, reason, owner, backup);
    }

    private static RelationBegun begun() {
        return new RelationBegun(ID, BRAND, PERSON, RelationStage.SPOTTED, "Writes about trains", "ines", "hugo");
    }

    private static MoveRelation move(RelationStage stage, String reason, @Nullable Long seen) {
        return new MoveRelation(ID, BRAND, stage, reason, seen);
    }

    private static PlanNextContact plan(String date, ZoneId zone, String about) {
        return new PlanNextContact(ID, BRAND, LocalDate.parse(date), zone, about, null);
    }

    private static NextContactPlanned planned(String date) {
        return new NextContactPlanned(ID, BRAND, PERSON, date, "Europe/Paris", "Lunch");
    }

    private static BarContact bar(String until, String reason) {
        return new BarContact(ID, BRAND, LocalDate.parse(until), PARIS, reason, null);
    }

    private static ContactBarred barred(String until) {
        return new ContactBarred(ID, BRAND, PERSON, until, "Europe/Paris", "On leave");
    }

    private static RelationEnded ended() {
        return new RelationEnded(ID, BRAND, PERSON, "Changed trade");
    }

    private static EndRelation end() {
        return new EndRelation(ID, BRAND, "Changed trade", null);
    }

    private TestExecutor<Relation> given(RelationEvent... more) {
        return fixture.given(Stream.concat(Stream.of(begun()), Stream.of(more)).toList());
    }

    @Nested
    class Beginning {

        @Test
        void takesAReasonAndWhoLooksAfterIt() {
            fixture.givenNoPriorActivity()
                    .when(begin(" Writes about trains ", "ines", "hugo"))
                    .expectEvents(begun());
        }

        @Test
        void needsNobodyWhoStandsIn() {
            fixture.givenNoPriorActivity()
                    .when(begin("Writes about trains", "ines", null))
                    .expectEvents(new RelationBegun(
                            ID, BRAND, PERSON, RelationStage.SPOTTED, "Writes about trains", "ines", null));
        }

        @Test
        void theSameTwiceChangesNothing() {
            given().when(begin("Writes about trains", "ines", "hugo")).expectNoEvents();
        }

        @Test
        void aSecondOneWithTheSamePersonIsRefused() {
            given().when(begin("Another reason", "ines", "hugo"))
                    .expectException(refusedBecause(RelationRefusal.RELATION_EXISTS));
        }

        @Test
        void whatHasEndedBeginsAgain() {
            given(ended()).when(begin("Writes about trains", "ines", "hugo")).expectEvents(begun());
        }

        @Test
        void needsAReason() {
            fixture.givenNoPriorActivity()
                    .when(begin(" ", "ines", "hugo"))
                    .expectException(refusedBecause(RelationRefusal.RELATION_REASON_NEEDED));
            fixture.givenNoPriorActivity()
                    .when(begin("a".repeat(Relation.LONGEST_REASON + 1), "ines", "hugo"))
                    .expectException(refusedBecause(
                            RelationRefusal.RELATION_REASON_TOO_LONG, Map.of("longest", Relation.LONGEST_REASON)));
        }

        @Test
        void nobodyStandsInForThemselves() {
            fixture.givenNoPriorActivity()
                    .when(begin("Writes about trains", "ines", "ines"))
                    .expectException(refusedBecause(RelationRefusal.RELATION_OWNER_IS_BACKUP));
        }

        @Test
        void isForThoseWhoWorkForTheBrand() {
            fixture.givenNoPriorActivity()
                    .when(begin("Writes about trains", "emile", null))
                    .expectException(refusedBecause(RelationRefusal.RELATION_KEEPER_MAY_NOT));
            fixture.givenNoPriorActivity()
                    .when(begin("Writes about trains", "ines", "emile"))
                    .expectException(refusedBecause(RelationRefusal.RELATION_KEEPER_MAY_NOT));
        }
    }

    @Nested
    class Stages {

        @Test
        void changeWithAReason() {
            given().when(move(RelationStage.APPROACHED, "Met at the fair", 0L))
                    .expectEvents(new RelationMoved(ID, BRAND, PERSON, RelationStage.APPROACHED, "Met at the fair"));
        }

        @Test
        void theSameTwiceChangesNothing() {
            given(new RelationMoved(ID, BRAND, PERSON, RelationStage.APPROACHED, "Met at the fair"))
                    .when(move(RelationStage.APPROACHED, "Met at the fair", 0L))
                    .expectNoEvents();
        }

        @Test
        void areRefusedWithoutAReasonOrWithoutAChange() {
            given().when(move(RelationStage.APPROACHED, " ", null))
                    .expectException(refusedBecause(RelationRefusal.RELATION_REASON_NEEDED));
            given().when(move(RelationStage.SPOTTED, "Still", null))
                    .expectException(refusedBecause(RelationRefusal.RELATION_STAGE_UNCHANGED));
        }

        @Test
        void areRefusedToWhoSawAnOlderState() {
            given(planned("2026-12-01"))
                    .when(move(RelationStage.APPROACHED, "Met", 0L))
                    .expectException(refusedBecause(RelationRefusal.STALE_VERSION, Map.of("version", 1L)));
        }

        @Test
        void ofWhatHasEndedAreOver() {
            given(ended())
                    .when(move(RelationStage.APPROACHED, "Met", null))
                    .expectException(refusedBecause(RelationRefusal.RELATION_ENDED));
        }

        @Test
        void ofAnotherBrandAreRefusedAsIfNothingWereHere() {
            given().when(new MoveRelation(ID, "nimbus", RelationStage.PARTNER, "Ours", null))
                    .expectException(refusedBecause(RelationRefusal.UNKNOWN_RELATION));
        }
    }

    @Nested
    class HandingOver {

        @Test
        void namesBoth() {
            given().when(new HandRelationOver(ID, BRAND, "lea", "ines", null))
                    .expectEvents(new RelationHandedOver(ID, BRAND, PERSON, "lea", "ines"));
        }

        @Test
        void theSameTwiceChangesNothing() {
            given().when(new HandRelationOver(ID, BRAND, "ines", "hugo", 7L)).expectNoEvents();
        }

        @Test
        void isRefusedToWhoMayNotAndToOneAlone() {
            given().when(new HandRelationOver(ID, BRAND, "emile", null, null))
                    .expectException(refusedBecause(RelationRefusal.RELATION_KEEPER_MAY_NOT));
            given().when(new HandRelationOver(ID, BRAND, "lea", "lea", null))
                    .expectException(refusedBecause(RelationRefusal.RELATION_OWNER_IS_BACKUP));
            given(ended())
                    .when(new HandRelationOver(ID, BRAND, "lea", null, null))
                    .expectException(refusedBecause(RelationRefusal.RELATION_ENDED));
        }

        @Test
        void aLeaverIsFollowedByWhoStandsIn() {
            given().when(new PassRelationOn(ID, BRAND, "ines"))
                    .expectEvents(new RelationHandedOver(ID, BRAND, PERSON, "hugo", null));
        }

        @Test
        void whereBothHaveLeftItIsNobodys() {
            given(new RelationHandedOver(ID, BRAND, PERSON, "hugo", null))
                    .when(new PassRelationOn(ID, BRAND, "hugo"))
                    .expectEvents(new RelationHandedOver(ID, BRAND, PERSON, null, null));
        }

        @Test
        void whoStoodInAndLeftStandsInNoMore() {
            given().when(new PassRelationOn(ID, BRAND, "hugo"))
                    .expectEvents(new RelationHandedOver(ID, BRAND, PERSON, "ines", null));
        }

        @Test
        void somebodyElsesLeavingChangesNothing() {
            given().when(new PassRelationOn(ID, BRAND, "lea")).expectNoEvents();
        }
    }

    @Nested
    class NextContact {

        @Test
        void isADayWhereTheyLive() {
            given().when(plan("2026-12-01", PARIS, " Lunch ")).expectEvents(planned("2026-12-01"));
        }

        @Test
        void mayBeTodayButOnlyWhereItIsStillToday() {
            given().when(plan("2026-11-24", PARIS, "Lunch")).expectEvents(planned("2026-11-24"));
            given().when(plan("2026-11-24", AUCKLAND, "Lunch"))
                    .expectException(refusedBecause(RelationRefusal.NEXT_CONTACT_IN_PAST));
        }

        @Test
        void theSameTwiceChangesNothing() {
            given(planned("2026-12-01"))
                    .when(plan("2026-12-01", PARIS, "Lunch"))
                    .expectNoEvents();
        }

        @Test
        void saysWhatAboutAndNotTooFarAhead() {
            given().when(plan("2026-12-01", PARIS, " "))
                    .expectException(refusedBecause(RelationRefusal.NEXT_CONTACT_EMPTY));
            given().when(plan("2026-12-01", PARIS, "a".repeat(Relation.LONGEST_ABOUT + 1)))
                    .expectException(refusedBecause(RelationRefusal.NEXT_CONTACT_TOO_LONG));
            given().when(plan("2226-12-01", PARIS, "Lunch"))
                    .expectException(
                            refusedBecause(RelationRefusal.NEXT_CONTACT_TOO_FAR, Map.of("years", Relation.MOST_YEARS)));
        }

        @Test
        void tookPlaceOrWasDropped() {
            given(planned("2026-12-01"))
                    .when(new SettleNextContact(ID, BRAND, true, null))
                    .expectEvents(new NextContactSettled(ID, BRAND, PERSON, true));
            given(planned("2026-12-01"))
                    .when(new SettleNextContact(ID, BRAND, false, null))
                    .expectEvents(new NextContactSettled(ID, BRAND, PERSON, false));
            given().when(new SettleNextContact(ID, BRAND, true, 9L)).expectNoEvents();
        }

        @Test
        void isNotPlannedOfWhatHasEnded() {
            given(ended())
                    .when(plan("2026-12-01", PARIS, "Lunch"))
                    .expectException(refusedBecause(RelationRefusal.RELATION_ENDED));
        }

        @Test
        void isGoneWithTheEnd() {
            given(planned("2026-12-01"), ended())
                    .when(new SettleNextContact(ID, BRAND, true, null))
                    .expectNoEvents();
        }
    }

    @Nested
    class LeavingAlone {

        @Test
        void lastsUntilADay() {
            given().when(bar("2027-01-15", " On leave ")).expectEvents(barred("2027-01-15"));
        }

        @Test
        void theSameTwiceChangesNothing() {
            given(barred("2027-01-15")).when(bar("2027-01-15", "On leave")).expectNoEvents();
        }

        @Test
        void dropsWhatWasPlannedBefore() {
            given(planned("2026-12-01"))
                    .when(bar("2027-01-15", "On leave"))
                    .expectEvents(barred("2027-01-15"), new NextContactSettled(ID, BRAND, PERSON, false));
        }

        @Test
        void keepsWhatIsPlannedForThatDay() {
            given(planned("2027-01-15")).when(bar("2027-01-15", "On leave")).expectEvents(barred("2027-01-15"));
        }

        @Test
        void refusesToPlanForADayBefore() {
            given(barred("2027-01-15"))
                    .when(plan("2027-01-14", PARIS, "Lunch"))
                    .expectException(refusedBecause(RelationRefusal.NEXT_CONTACT_BARRED));
            given(barred("2027-01-15"))
                    .when(plan("2027-01-15", AUCKLAND, "Lunch"))
                    .expectException(refusedBecause(RelationRefusal.NEXT_CONTACT_BARRED));
            given(barred("2027-01-15")).when(plan("2027-01-15", PARIS, "Lunch")).expectEvents(planned("2027-01-15"));
        }

        @Test
        void needsAReasonAndADayToCome() {
            given().when(bar("2027-01-15", "")).expectException(refusedBecause(RelationRefusal.RELATION_REASON_NEEDED));
            given().when(bar("2026-11-24", "On leave"))
                    .expectException(refusedBecause(RelationRefusal.CONTACT_BAR_IN_PAST));
            given().when(bar("2226-11-24", "On leave"))
                    .expectException(refusedBecause(RelationRefusal.CONTACT_BAR_TOO_FAR));
        }

        @Test
        void isTheirWishAlsoWhenTheRelationHasEnded() {
            given(ended()).when(bar("2027-01-15", "On leave")).expectEvents(barred("2027-01-15"));
            given(barred("2027-01-15"), ended(), begun())
                    .when(plan("2026-12-01", PARIS, "Lunch"))
                    .expectException(refusedBecause(RelationRefusal.NEXT_CONTACT_BARRED));
        }

        @Test
        void isLiftedWithAReason() {
            given(barred("2027-01-15"))
                    .when(new LiftContactBar(ID, BRAND, "Back early", null))
                    .expectEvents(new ContactBarLifted(ID, BRAND, PERSON, "Back early"));
            given(barred("2027-01-15"))
                    .when(new LiftContactBar(ID, BRAND, "", null))
                    .expectException(refusedBecause(RelationRefusal.RELATION_REASON_NEEDED));
            given().when(new LiftContactBar(ID, BRAND, "Back early", null)).expectNoEvents();
        }
    }

    @Nested
    class Ending {

        @Test
        void takesAReason() {
            given().when(end()).expectEvents(ended());
            given().when(new EndRelation(ID, BRAND, "", null))
                    .expectException(refusedBecause(RelationRefusal.RELATION_REASON_NEEDED));
        }

        @Test
        void theSameTwiceChangesNothing() {
            given(ended()).when(end()).expectNoEvents();
        }
    }
}
