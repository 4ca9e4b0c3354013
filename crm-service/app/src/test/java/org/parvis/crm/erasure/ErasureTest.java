package org.parvis.crm.erasure;

import static org.parvis.crm.Refusals.refusedBecause;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.parvis.axon.EntryMetadata;
import org.parvis.crm.api.ErasureApproved;
import org.parvis.crm.api.ErasureDeclined;
import org.parvis.crm.api.ErasureDeferred;
import org.parvis.crm.api.ErasureEvent;
import org.parvis.crm.api.ErasureFinished;
import org.parvis.crm.api.ErasureGround;
import org.parvis.crm.api.ErasureRequested;
import org.parvis.crm.api.ErasureResumed;
import org.parvis.crm.api.HoldGround;
import org.parvis.crm.api.PersonErased;
import org.parvis.crm.api.PersonForgotten;
import org.parvis.crm.api.RecordForgotten;
import org.parvis.crm.api.RetentionExpired;
import org.parvis.crm.api.RetentionSpared;
import org.parvis.crm.api.SparedBecause;
import org.parvis.crm.erasure.ErasureCommand.ApproveErasure;
import org.parvis.crm.erasure.ErasureCommand.DeclineErasure;
import org.parvis.crm.erasure.ErasureCommand.DeferErasure;
import org.parvis.crm.erasure.ErasureCommand.ExpirePersons;
import org.parvis.crm.erasure.ErasureCommand.RecordErased;
import org.parvis.crm.erasure.ErasureCommand.RecordSpared;
import org.parvis.crm.erasure.ErasureCommand.RequestErasure;
import org.parvis.crm.erasure.ErasureCommand.ResumeErasure;

class ErasureTest {

    private static final String ID = "e1";
    private static final String BRAND = "helianthe";
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant DUE = NOW.plus(Duration.ofDays(30));
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(200));

    private final AggregateTestFixture<Erasure> fixture = new AggregateTestFixture<>(Erasure.class);

    private Instant now = NOW;

    @BeforeEach
    void clock() {
        fixture.registerInjectableResource(new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    @Nested
    class Requesting {

        @Test
        void namesEveryAccountOnceAndSaysWhoAsks() {
            fixture.givenNoPriorActivity()
                    .when(request("p2", "p1", "p2"), by("ines"))
                    .expectEvents(requested("p1", "p2"));
        }

        @Test
        void theSameTwiceChangesNothing() {
            given(requested("p1")).when(request("p1"), by("ines")).expectNoEvents();
        }

        @Test
        void refusesToNameNobody() {
            fixture.givenNoPriorActivity()
                    .when(request(), by("ines"))
                    .expectException(refusedBecause(ErasureRefusal.NOBODY_NAMED));
        }

        @Test
        void isForPeopleOnly() {
            fixture.givenNoPriorActivity()
                    .when(request("p1"), Map.of(EntryMetadata.ACTOR, "robot", EntryMetadata.ACTOR_KIND, "AUTOMATION"))
                    .expectException(refusedBecause(ErasureRefusal.PEOPLE_ONLY));
        }
    }

    @Nested
    class Deciding {

        @Test
        void takesSomebodyElse() {
            given(requested("p1"))
                    .when(new ApproveErasure(ID, BRAND), by("ines"))
                    .expectException(refusedBecause(ErasureRefusal.OWN_REQUEST));
            given(requested("p1"))
                    .when(new ApproveErasure(ID, BRAND), by("nadia"))
                    .expectEvents(new ErasureApproved(ID, BRAND, "ines", "nadia"));
        }

        @Test
        void happensOnce() {
            given(requested("p1"), new ErasureDeclined(ID, BRAND, "nadia", HoldGround.LEGAL_CLAIM))
                    .when(new ApproveErasure(ID, BRAND), by("nadia"))
                    .expectException(refusedBecause(ErasureRefusal.ALREADY_DECIDED));
            given(requested("p1"), approved())
                    .when(new DeclineErasure(ID, BRAND, HoldGround.LEGAL_CLAIM), by("nadia"))
                    .expectException(refusedBecause(ErasureRefusal.ALREADY_DECIDED));
        }

        @Test
        void aHoldKeepsEverythingWhereItIs() {
            given(requested("p1"))
                    .when(new DeferErasure(ID, BRAND, HoldGround.LEGAL_CLAIM, UNTIL), by("nadia"))
                    .expectEvents(deferred());
            given(requested("p1"), deferred())
                    .when(new ApproveErasure(ID, BRAND), by("nadia"))
                    .expectException(refusedBecause(ErasureRefusal.ON_HOLD));
            given(requested("p1"), deferred())
                    .when(new RecordErased(ID, BRAND, "p1"), by("crm.erasure.execution"))
                    .expectNoEvents();
        }

        @Test
        void aHoldEndsByItsDateOrWhenItIsLifted() {
            given(requested("p1"), deferred())
                    .when(new ResumeErasure(ID, BRAND), by("nadia"))
                    .expectEvents(new ErasureResumed(ID, BRAND, "nadia"));
            now = UNTIL;
            given(requested("p1"), deferred())
                    .when(new ApproveErasure(ID, BRAND), by("nadia"))
                    .expectEvents(approved());
        }

        @Test
        void refusesAHoldInThePast() {
            given(requested("p1"))
                    .when(new DeferErasure(ID, BRAND, HoldGround.LEGAL_CLAIM, NOW), by("nadia"))
                    .expectException(refusedBecause(ErasureRefusal.HOLD_IN_THE_PAST));
        }
    }

    @Nested
    class CarryingOut {

        @Test
        void saysErasedOnlyOfWhomWasApproved() {
            given(requested("p1"))
                    .when(new RecordErased(ID, BRAND, "p1"), by("crm"))
                    .expectNoEvents();
            given(requested("p1"), approved())
                    .when(new RecordErased(ID, BRAND, "p9"), by("crm"))
                    .expectNoEvents();
            given(requested("p1"), approved())
                    .when(new RecordErased(ID, BRAND, "p1"), by("crm"))
                    .expectEvents(new PersonErased(ID, BRAND, "p1"));
        }

        @Test
        void isFinishedWhenEveryServiceHasForgottenEverybody() {
            var past = new ArrayList<ErasureEvent>(
                    List.of(requested("p1"), approved(), new PersonErased(ID, BRAND, "p1")));
            for (var service : Erasure.SERVICES.stream().sorted().toList()) {
                if (!service.equals("reporting")) {
                    past.add(new PersonForgotten(ID, BRAND, "p1", service, Map.of("mention", 2)));
                }
            }
            given(past.toArray(ErasureEvent[]::new))
                    .when(new RecordForgotten(ID, BRAND, "p1", "reporting", Map.of("loop_time", 1)), by("reporting"))
                    .expectEvents(
                            new PersonForgotten(ID, BRAND, "p1", "reporting", Map.of("loop_time", 1)),
                            new ErasureFinished(ID, BRAND, 1, 9));
        }

        @Test
        void countsAServiceOnce() {
            given(
                            requested("p1"),
                            approved(),
                            new PersonErased(ID, BRAND, "p1"),
                            new PersonForgotten(ID, BRAND, "p1", "crm", Map.of("person", 1)))
                    .when(new RecordForgotten(ID, BRAND, "p1", "crm", Map.of("person", 1)), by("crm"))
                    .expectNoEvents();
        }
    }

    @Nested
    class Expiring {

        @Test
        void isApprovedByThePolicyThatTwoMembersSettled() {
            fixture.givenNoPriorActivity()
                    .when(expire("lea", "nadia", "p2", "p1", "p2"), robot())
                    .expectEvents(expired("p1", "p2"));
            given(expired("p1"))
                    .when(new RecordErased(ID, BRAND, "p1"), robot())
                    .expectEvents(new PersonErased(ID, BRAND, "p1"));
        }

        @Test
        void theSamePeopleAgainChangeNothingAndOthersAreAnotherMatter() {
            given(expired("p1", "p2"))
                    .when(expire("lea", "nadia", "p1", "p2"), robot())
                    .expectNoEvents();
            given(expired("p1", "p2"))
                    .when(expire("lea", "nadia", "p1"), robot())
                    .expectException(refusedBecause(ErasureRefusal.ALREADY_EXISTS_DIFFERENT));
            given(requested("p1"))
                    .when(expire("lea", "nadia", "p1"), robot())
                    .expectException(refusedBecause(ErasureRefusal.ALREADY_EXISTS_DIFFERENT));
        }

        @Test
        void isNotForPeople() {
            fixture.givenNoPriorActivity()
                    .when(expire("lea", "nadia", "p1"), by("nadia"))
                    .expectException(refusedBecause(ErasureRefusal.AUTOMATION_ONLY));
        }

        @Test
        void takesTwoMembers() {
            fixture.givenNoPriorActivity()
                    .when(expire("lea", "lea", "p1"), robot())
                    .expectException(refusedBecause(ErasureRefusal.OWN_REQUEST));
        }

        @Test
        void isBounded() {
            var most = IntStream.rangeClosed(1, 100).mapToObj(n -> "p" + n).toArray(String[]::new);
            var tooMany = IntStream.rangeClosed(1, 101).mapToObj(n -> "p" + n).toArray(String[]::new);
            fixture.givenNoPriorActivity()
                    .when(expire("lea", "nadia", most), robot())
                    .expectSuccessfulHandlerExecution();
            fixture.givenNoPriorActivity()
                    .when(expire("lea", "nadia", tooMany), robot())
                    .expectException(refusedBecause(ErasureRefusal.TOO_MANY_PERSONS));
            fixture.givenNoPriorActivity()
                    .when(expire("lea", "nadia"), robot())
                    .expectException(refusedBecause(ErasureRefusal.NOBODY_NAMED));
        }

        @Test
        void whoIsSparedIsNeverSaidToBeErasedNorTheOtherWayRound() {
            given(expired("p1", "p2"), spared("p1"))
                    .when(new RecordErased(ID, BRAND, "p1"), robot())
                    .expectNoEvents();
            given(expired("p1", "p2"), spared("p1"))
                    .when(new RecordSpared(ID, BRAND, "p1", SparedBecause.HELD), robot())
                    .expectNoEvents();
            given(expired("p1"), new PersonErased(ID, BRAND, "p1"))
                    .when(new RecordSpared(ID, BRAND, "p1", SparedBecause.HELD), robot())
                    .expectNoEvents();
        }

        @Test
        void whoAskedThemselvesIsNotSpared() {
            given(requested("p1"), approved())
                    .when(new RecordSpared(ID, BRAND, "p1", SparedBecause.CONTACT_SINCE), robot())
                    .expectNoEvents();
        }

        @Test
        void isFinishedWhenTheOthersAreForgotten() {
            var past = new ArrayList<ErasureEvent>(
                    List.of(expired("p1", "p2"), spared("p1"), new PersonErased(ID, BRAND, "p2")));
            for (var service : Erasure.SERVICES.stream().sorted().toList()) {
                if (!service.equals("reporting")) {
                    past.add(new PersonForgotten(ID, BRAND, "p2", service, Map.of("mention", 2)));
                }
            }
            given(past.toArray(ErasureEvent[]::new))
                    .when(new RecordForgotten(ID, BRAND, "p2", "reporting", Map.of()), by("reporting"))
                    .expectEvents(
                            new PersonForgotten(ID, BRAND, "p2", "reporting", Map.of()),
                            new ErasureFinished(ID, BRAND, 1, 8));
        }

        @Test
        void isFinishedWhenEverybodyIsSpared() {
            given(expired("p1"))
                    .when(new RecordSpared(ID, BRAND, "p1", SparedBecause.CONTACT_SINCE), robot())
                    .expectEvents(spared("p1"), new ErasureFinished(ID, BRAND, 0, 0));
        }

        @Test
        void nobodyDecidesAboutItAnyMore() {
            given(expired("p1"))
                    .when(new DeclineErasure(ID, BRAND, HoldGround.LEGAL_CLAIM), by("max"))
                    .expectException(refusedBecause(ErasureRefusal.ALREADY_DECIDED));
        }
    }

    private static ExpirePersons expire(String proposer, String adopter, String... persons) {
        return new ExpirePersons(ID, BRAND, List.of(persons), 1, NOW, NOW, proposer, adopter);
    }

    private static RetentionExpired expired(String... persons) {
        return new RetentionExpired(ID, BRAND, List.of(persons), 1, NOW, NOW, "lea", "nadia");
    }

    private static RetentionSpared spared(String person) {
        return new RetentionSpared(ID, BRAND, person, SparedBecause.CONTACT_SINCE);
    }

    private static Map<String, ?> robot() {
        return Map.of(EntryMetadata.ACTOR, "crm.retention.expiry", EntryMetadata.ACTOR_KIND, "AUTOMATION");
    }

    private TestExecutor<Erasure> given(ErasureEvent... past) {
        return fixture.given((Object[]) past);
    }

    private static RequestErasure request(String... persons) {
        return new RequestErasure(ID, BRAND, List.of(persons), ErasureGround.ASKED_BY_PERSON, DUE);
    }

    private static ErasureRequested requested(String... persons) {
        return new ErasureRequested(ID, BRAND, List.of(persons), ErasureGround.ASKED_BY_PERSON, "ines", DUE);
    }

    private static ErasureApproved approved() {
        return new ErasureApproved(ID, BRAND, "ines", "nadia");
    }

    private static ErasureDeferred deferred() {
        return new ErasureDeferred(ID, BRAND, "nadia", HoldGround.LEGAL_CLAIM, UNTIL);
    }

    private static Map<String, ?> by(String member) {
        return Map.of(EntryMetadata.ACTOR, member, EntryMetadata.ACTOR_KIND, "HUMAN");
    }
}
