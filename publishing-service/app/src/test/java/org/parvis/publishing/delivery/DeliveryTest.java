package org.parvis.publishing.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.publishing.testing.Refusals.by;
import static org.parvis.publishing.testing.Refusals.refused;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.axon.Refused.Category;
import org.parvis.boot.RightsOnRecord;
import org.parvis.identity.rights.Action;
import org.parvis.publishing.api.AttemptNotSent;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.DeliveryCancelled;
import org.parvis.publishing.api.DeliveryClass;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryEvent;
import org.parvis.publishing.api.DeliveryHeld;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.DeliveryParked;
import org.parvis.publishing.api.DeliveryReconciled;
import org.parvis.publishing.api.DeliveryRejected;
import org.parvis.publishing.api.DeliveryResumed;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.OutcomeUnknown;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.SendAgainAgreed;
import org.parvis.publishing.api.SendAgainProposed;

class DeliveryTest {

    static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
    static final DeliveryRules RULES = DeliveryRules.standard();

    private AggregateTestFixture<Delivery> fixture = new AggregateTestFixture<>(Delivery.class);

    @BeforeEach
    void prepare() {
        prepare(T0);
    }

    private void prepare(Instant now) {
        fixture = new AggregateTestFixture<>(Delivery.class);
        fixture.registerInjectableResource(Clock.fixed(now, ZoneOffset.UTC));
        fixture.registerInjectableResource(RULES);
        fixture.registerInjectableResource((RightsOnRecord)
                (member, action, brand, channel) -> !member.equals("gone") && action == Action.HOLD && channel != null);
    }

    private TestExecutor<Delivery> given(DeliveryEvent... events) {
        return fixture.givenCurrentTime(T0).andGiven((Object[]) events);
    }

    // ---- what happened, in short

    static DeliveryIntended intended(DeliveryClass deliveryClass) {
        return new DeliveryIntended(
                "d1",
                "helianthe",
                "town",
                Network.TOWN,
                deliveryClass,
                Outgoing.REPLY,
                "r1",
                "p1",
                "Bonjour",
                "t-1",
                "hash",
                "key-1",
                "v1",
                T0,
                T0.plus(Duration.ofHours(2)),
                null);
    }

    static AttemptStarted started(int attempt) {
        return new AttemptStarted("d1", "helianthe", attempt, 10L + attempt, "hash");
    }

    static OutcomeUnknown unknown(int attempt) {
        return new OutcomeUnknown("d1", "helianthe", attempt, "RESET");
    }

    static DeliveryReconciled absent(int attempt) {
        return new DeliveryReconciled("d1", "helianthe", attempt, false, "{}", "p1");
    }

    static DeliveryParked parked() {
        return new DeliveryParked("d1", "helianthe", Outgoing.REPLY, "r1", "NOT_FOUND", "{}", "p1");
    }

    static DeliveryConfirmed confirmed(int attempt) {
        return new DeliveryConfirmed(
                "d1", "helianthe", Outgoing.REPLY, "r1", attempt, "t-9", "http://town/t-9", "hash", T0);
    }

    static StartAttempt start(long fence, long version) {
        return new StartAttempt("d1", "helianthe", fence, "hash", version, null, null);
    }

    /** What a delivery with this past needs next, all of it having happened at T0. */
    static Step next(Instant now, DeliveryEvent... past) {
        var delivery = new Delivery();
        for (var event : past) {
            delivery.evolve(event, T0);
        }
        return delivery.next(now, RULES);
    }

    static Instant at(int seconds) {
        return T0.plusSeconds(seconds);
    }

    @Nested
    class Starting {

        @Test
        void isOnRecordBeforeAByteLeaves() {
            given(intended(DeliveryClass.C)).when(start(11, 0)).expectEvents(started(1));
        }

        @Test
        void refusesWhoeverSawAnOlderVersion() {
            given(
                            intended(DeliveryClass.C),
                            new DeliveryHeld("d1", "helianthe", "STOP", "s1"),
                            new DeliveryResumed("d1", "helianthe"))
                    .when(start(11, 0))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.MOVED_ON));
        }

        @Test
        void refusesAnOldFence() {
            given(intended(DeliveryClass.C), started(1), new AttemptNotSent("d1", "helianthe", 1, "CONNECT", null))
                    .when(start(10, 2))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.STALE_FENCE));
        }

        @Test
        void letsTheOwnerOfAClaimTryAgainUnderIt() {
            given(intended(DeliveryClass.C), started(1), new AttemptNotSent("d1", "helianthe", 1, "CONNECT", null))
                    .when(start(11, 2))
                    .expectEvents(new AttemptStarted("d1", "helianthe", 2, 11, "hash"));
        }

        @Test
        void refusesOtherWordsThanWereIntended() {
            given(intended(DeliveryClass.C))
                    .when(new StartAttempt("d1", "helianthe", 11, "other", 0, null, null))
                    .expectException(refused(Category.FORBIDDEN, DeliveryRefusal.HASH_MISMATCH));
        }

        @Test
        void refusesWhatIsTooOld() {
            prepare(T0.plus(Duration.ofHours(2)));
            given(intended(DeliveryClass.C))
                    .when(start(11, 0))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.EXPIRED));
        }

        @Test
        void refusesWhatIsHeld() {
            given(intended(DeliveryClass.C), new DeliveryHeld("d1", "helianthe", "STOP", "s1"))
                    .when(start(11, 1))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_THE_TIME));
        }

        @Test
        void refusesASecondAttemptWhileOneHasNoOutcome() {
            given(intended(DeliveryClass.A), started(1))
                    .when(start(99, 1))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_THE_TIME));
        }

        @ParameterizedTest
        @EnumSource(
                value = DeliveryClass.class,
                names = {"C", "C2"})
        void neverSendsAgainWithoutAKeyOnceItMayHaveArrived(DeliveryClass deliveryClass) {
            for (var hours : List.of(0, 1)) {
                prepare(T0.plus(Duration.ofHours(hours)));
                given(intended(deliveryClass), started(1), unknown(1))
                        .when(start(99, 2))
                        .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_THE_TIME));
            }
        }

        @Test
        void repeatsAtOnceUnderAKeyOfOurOwn() {
            given(intended(DeliveryClass.A), started(1), unknown(1))
                    .when(start(12, 2))
                    .expectEvents(started(2));
        }

        @Test
        void doesNotBringBackWhatIsOver() {
            for (var end : List.<DeliveryEvent>of(
                    confirmed(1),
                    new DeliveryRejected("d1", "helianthe", Outgoing.REPLY, "r1", 1, "TEXT_TOO_LONG", ""),
                    parked())) {
                prepare(T0);
                given(intended(DeliveryClass.A), started(1), end)
                        .when(start(99, 2))
                        .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_THE_TIME));
            }
        }
    }

    @Nested
    class NextStep {

        @Test
        void waitsForItsTime() {
            assertThat(next(at(-5), intended(DeliveryClass.A))).isEqualTo(new Step.Wait(T0));
            assertThat(next(T0, intended(DeliveryClass.A))).isEqualTo(new Step.Send());
        }

        @Test
        void presumesAnAttemptDeadOnlyWhenItsRequestMustHaveEnded() {
            assertThat(next(at(59), intended(DeliveryClass.C), started(1))).isEqualTo(new Step.Wait(at(60)));
            assertThat(next(at(60), intended(DeliveryClass.C), started(1))).isEqualTo(new Step.Lost(1));
        }

        @Test
        void looksFiveTimesWithoutAKeyAndThenAsksAPerson() {
            DeliveryEvent[] past = {
                intended(DeliveryClass.C), started(1), unknown(1), absent(1), absent(1), absent(1), absent(1), absent(1)
            };
            var looksAt = List.of(15, 30, 60, 120, 300);
            for (var look = 0; look < 5; look++) {
                var seen = Arrays.copyOf(past, 3 + look);
                assertThat(next(at(looksAt.get(look) - 1), seen)).isEqualTo(new Step.Wait(at(looksAt.get(look))));
                assertThat(next(at(looksAt.get(look)), seen)).isEqualTo(new Step.Look());
            }
            assertThat(next(at(301), past)).isEqualTo(new Step.Park("NOT_FOUND"));
        }

        @Test
        void repeatsWithAnIdempotencyKeyOnlyAfterLookingAndWhileTheKeySurelyLives() {
            DeliveryEvent[] looked = {
                intended(DeliveryClass.B), started(1), unknown(1), absent(1), absent(1), absent(1), absent(1), absent(1)
            };
            assertThat(next(at(301), looked)).isEqualTo(new Step.Send());
            assertThat(next(at(1_799), looked)).isEqualTo(new Step.Send());
            assertThat(next(at(1_800), looked)).isEqualTo(new Step.Park("NOT_FOUND"));
        }

        @Test
        void repeatsWithAnIdempotencyKeyTwiceAtMost() {
            var delivery = new Delivery();
            delivery.evolve(intended(DeliveryClass.B), T0);
            for (var attempt = 1; attempt <= 3; attempt++) {
                assertThat(delivery.next(at(attempt * 400), RULES)).isEqualTo(new Step.Send());
                delivery.evolve(started(attempt), at(attempt * 400));
                delivery.evolve(unknown(attempt), at(attempt * 400));
                for (var look = 0; look < 5; look++) {
                    delivery.evolve(absent(attempt), at(attempt * 400 + 300));
                }
            }
            assertThat(delivery.next(at(1_600), RULES)).isEqualTo(new Step.Park("NOT_FOUND"));
        }

        @Test
        void growsThePauseBetweenRepetitionsUnderAKeyOfOurOwn() {
            assertThat(next(T0, intended(DeliveryClass.A), started(1), unknown(1)))
                    .isEqualTo(new Step.Send());
            assertThat(next(T0, intended(DeliveryClass.A), started(1), unknown(1), started(2), unknown(2)))
                    .isEqualTo(new Step.Wait(at(15)));
            assertThat(next(
                            T0,
                            intended(DeliveryClass.A),
                            started(1),
                            unknown(1),
                            started(2),
                            unknown(2),
                            started(3),
                            unknown(3)))
                    .isEqualTo(new Step.Wait(at(30)));
        }

        @Test
        void staysInDoubtWhenOnlyTheRepetitionCertainlyFailed() {
            var past = new DeliveryEvent[] {
                intended(DeliveryClass.C),
                started(1),
                unknown(1),
                started(2),
                new AttemptNotSent("d1", "helianthe", 2, "CONNECT", null)
            };
            assertThat(next(at(1), past)).isEqualTo(new Step.Wait(at(15)));
        }

        @Test
        void onlyLooksWhileAStopIsInForce() {
            var held = new DeliveryHeld("d1", "helianthe", "STOP", "s1");
            assertThat(next(at(15), intended(DeliveryClass.A), started(1), unknown(1), held))
                    .isEqualTo(new Step.Look());
            assertThat(next(
                            at(301),
                            intended(DeliveryClass.A),
                            started(1),
                            unknown(1),
                            held,
                            absent(1),
                            absent(1),
                            absent(1),
                            absent(1),
                            absent(1)))
                    .isEqualTo(new Step.Rest());
        }

        @Test
        void doesNotRepeatWhatIsTooOld() {
            var late = T0.plus(Duration.ofHours(3));
            assertThat(next(late, intended(DeliveryClass.A), started(1), unknown(1)))
                    .isEqualTo(new Step.Look());
            assertThat(next(
                            late,
                            intended(DeliveryClass.A),
                            started(1),
                            unknown(1),
                            absent(1),
                            absent(1),
                            absent(1),
                            absent(1),
                            absent(1)))
                    .isEqualTo(new Step.Park("NOT_FOUND"));
        }

        @Test
        void looksAgainWhenTheConfirmationOfALookWasLost() {
            assertThat(next(
                            at(400),
                            intended(DeliveryClass.C),
                            started(1),
                            unknown(1),
                            absent(1),
                            absent(1),
                            absent(1),
                            absent(1),
                            new DeliveryReconciled("d1", "helianthe", 1, true, "{}")))
                    .isEqualTo(new Step.Look());
        }

        @Test
        void waitsAsLongAsTheNetworkAsked() {
            var retryAt = at(90);
            assertThat(next(
                            at(5),
                            intended(DeliveryClass.C),
                            started(1),
                            new AttemptNotSent("d1", "helianthe", 1, "RATE_LIMITED", retryAt)))
                    .isEqualTo(new Step.Wait(retryAt));
        }
    }

    @Nested
    class Outcomes {

        @Test
        void isConfirmedOnce() {
            var confirm = new RecordConfirmed("d1", "helianthe", 1, "t-9", "http://town/t-9", T0);
            given(intended(DeliveryClass.C), started(1)).when(confirm).expectEvents(confirmed(1));
            prepare();
            given(intended(DeliveryClass.C), started(1), confirmed(1))
                    .when(confirm)
                    .expectNoEvents();
        }

        @Test
        void believesTheNetworkEvenAfterAPersonWasAsked() {
            given(intended(DeliveryClass.C), started(1), unknown(1), parked())
                    .when(new RecordConfirmed("d1", "helianthe", 1, "t-9", "http://town/t-9", T0))
                    .expectEvents(confirmed(1));
        }

        @Test
        void believesNoConfirmationOfAnAttemptThatNeverWas() {
            given(intended(DeliveryClass.C))
                    .when(new RecordConfirmed("d1", "helianthe", 1, "t-9", "http://town/t-9", T0))
                    .expectNoEvents();
        }

        @Test
        void isRejectedForGood() {
            given(intended(DeliveryClass.C), started(1))
                    .when(new RecordRejected("d1", "helianthe", 1, "TEXT_TOO_LONG", "501 of 500"))
                    .expectEvents(new DeliveryRejected(
                            "d1", "helianthe", Outgoing.REPLY, "r1", 1, "TEXT_TOO_LONG", "501 of 500", "p1"));
        }

        @Test
        void isNotRejectedWhenAnEarlierAttemptMayBeLive() {
            given(intended(DeliveryClass.A), started(1), unknown(1), started(2))
                    .when(new RecordRejected("d1", "helianthe", 2, "TOKEN_INVALID", ""))
                    .expectEvents(new OutcomeUnknown("d1", "helianthe", 2, "REFUSED TOKEN_INVALID"));
        }

        @Test
        void ignoresALateWordAboutAnAttemptSomebodyGaveUp() {
            given(intended(DeliveryClass.C), started(1), unknown(1))
                    .when(new RecordNotSent("d1", "helianthe", 1, "CONNECT", null))
                    .expectNoEvents();
        }

        @Test
        void isParkedWithTheEvidence() {
            given(intended(DeliveryClass.C), started(1), unknown(1))
                    .when(new ParkDelivery("d1", "helianthe", "NOT_FOUND", "{}"))
                    .expectEvents(parked());
        }
    }

    @Nested
    class Holding {

        @Test
        void keepsItUntilAPersonLetsItGo() {
            given(intended(DeliveryClass.A))
                    .when(new HoldDelivery("d1", "helianthe", "STOP", "s1"))
                    .expectEvents(new DeliveryHeld("d1", "helianthe", "STOP", "s1"));
            assertThat(next(at(9_000), intended(DeliveryClass.A), new DeliveryHeld("d1", "helianthe", "STOP", "s1")))
                    .isEqualTo(new Step.Rest());
        }

        @Test
        void isHeldOnce() {
            given(intended(DeliveryClass.A), new DeliveryHeld("d1", "helianthe", "STOP", "s1"))
                    .when(new HoldDelivery("d1", "helianthe", "STOP", "s2"))
                    .expectNoEvents();
        }

        @Test
        void goesOnAtAPersonsWord() {
            given(intended(DeliveryClass.A), new DeliveryHeld("d1", "helianthe", "STOP", "s1"))
                    .when(new ResumeDelivery("d1", "helianthe"))
                    .expectEvents(new DeliveryResumed("d1", "helianthe"));
        }

        @Test
        void cannotGoOnWhenNothingHoldsIt() {
            given(intended(DeliveryClass.A))
                    .when(new ResumeDelivery("d1", "helianthe"))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_HELD));
        }

        @Test
        void isCancelledBeforeItLeaves() {
            given(intended(DeliveryClass.A))
                    .when(new CancelDelivery("d1", "helianthe", "TAKEN_BACK"))
                    .expectEvents(new DeliveryCancelled("d1", "helianthe", "TAKEN_BACK"));
        }

        @Test
        void canBeCancelledBeforeItIsIntendedAndThenNeverIs() {
            fixture.givenNoPriorActivity()
                    .when(new CancelDelivery("d1", "helianthe", "TAKEN_BACK"))
                    .expectEvents(new DeliveryCancelled("d1", "helianthe", "TAKEN_BACK"));
            prepare();
            var intent = intended(DeliveryClass.A);
            given(new DeliveryCancelled("d1", "helianthe", "TAKEN_BACK"))
                    .when(new IntendDelivery(
                            intent.deliveryId(),
                            intent.brandId(),
                            intent.channelId(),
                            intent.network(),
                            intent.deliveryClass(),
                            intent.outgoing(),
                            intent.outgoingId(),
                            intent.personId(),
                            intent.text(),
                            intent.parentRemoteId(),
                            intent.contentHash(),
                            intent.clientKey(),
                            intent.reviewId(),
                            intent.notBefore(),
                            intent.expiresAt(),
                            null))
                    .expectNoEvents();
        }

        @Test
        void isTooLateOnceAnAttemptIsOnRecord() {
            given(intended(DeliveryClass.A), started(1))
                    .when(new CancelDelivery("d1", "helianthe", "TAKEN_BACK"))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.TOO_LATE));
            prepare();
            given(intended(DeliveryClass.A), started(1), unknown(1))
                    .when(new CancelDelivery("d1", "helianthe", "TAKEN_BACK"))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.TOO_LATE));
        }

        @Test
        void isGivenUpAloneUnlessOthersOfItsPostLeave() {
            given(intended(DeliveryClass.A))
                    .when(new GiveUpDelivery("d1", "helianthe", false), by("ines"))
                    .expectEvents(new DeliveryCancelled("d1", "helianthe", "GIVEN_UP"));
            prepare();
            given(intended(DeliveryClass.A))
                    .when(new GiveUpDelivery("d1", "helianthe", true), by("ines"))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.PART_OF_A_POST));
            prepare();
            given(intended(DeliveryClass.A), new DeliveryHeld("d1", "helianthe", "STOP", "s1"))
                    .when(new GiveUpDelivery("d1", "helianthe", true), by("ines"))
                    .expectEvents(new DeliveryCancelled("d1", "helianthe", "GIVEN_UP"));
            prepare();
            given(intended(DeliveryClass.A), started(1))
                    .when(new GiveUpDelivery("d1", "helianthe", true), by("ines"))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.TOO_LATE));
        }

        @Test
        void doesNotExistForAnotherBrand() {
            given(intended(DeliveryClass.A))
                    .when(new CancelDelivery("d1", "other", "TAKEN_BACK"))
                    .expectException(refused(Category.NOT_FOUND, DeliveryRefusal.DELIVERY_UNKNOWN));
            prepare();
            given(intended(DeliveryClass.A))
                    .when(new GiveUpDelivery("d1", "other", false))
                    .expectException(refused(Category.NOT_FOUND, DeliveryRefusal.DELIVERY_UNKNOWN));
        }
    }

    @Nested
    class Parked {

        private TestExecutor<Delivery> givenParked(DeliveryEvent... more) {
            return given(intended(DeliveryClass.C), started(1), unknown(1), parked())
                    .andGiven((Object[]) more);
        }

        @Test
        void isConfirmedByAPersonWhoSawIt() {
            givenParked()
                    .when(new ConfirmLive("d1", "helianthe", "http://town/t-9"), by("ines"))
                    .expectEvents(new DeliveryConfirmed(
                            "d1",
                            "helianthe",
                            Outgoing.REPLY,
                            "r1",
                            1,
                            "http://town/t-9",
                            "http://town/t-9",
                            "hash",
                            T0));
        }

        @Test
        void wantsTheLink() {
            givenParked()
                    .when(new ConfirmLive("d1", "helianthe", " "), by("ines"))
                    .expectException(refused(Category.INVALID, DeliveryRefusal.LINK_MISSING));
        }

        @Test
        void isProposedToBeSentAgain() {
            givenParked()
                    .when(new ProposeSendAgain("d1", "helianthe", "not on the page"), by("ines"))
                    .expectEvents(new SendAgainProposed("d1", "helianthe", "ines", "not on the page", "p1"));
        }

        @Test
        void wantsAReason() {
            givenParked()
                    .when(new ProposeSendAgain("d1", "helianthe", " "), by("ines"))
                    .expectException(refused(Category.INVALID, DeliveryRefusal.REASON_MISSING));
        }

        @Test
        void isSentAgainWhenASecondPersonAgrees() {
            givenParked(new SendAgainProposed("d1", "helianthe", "ines", "not there"))
                    .when(new AgreeSendAgain("d1", "helianthe"), by("priya"))
                    .expectEvents(new SendAgainAgreed("d1", "helianthe", "ines", "priya"));
        }

        @Test
        void isNotSentAgainByOnePersonAlone() {
            givenParked(new SendAgainProposed("d1", "helianthe", "ines", "not there"))
                    .when(new AgreeSendAgain("d1", "helianthe"), by("ines"))
                    .expectNoEvents()
                    .expectException(refused(Category.FORBIDDEN, DeliveryRefusal.SECOND_PERSON_NEEDED));
        }

        /** Two people vouch for it, and whoever has left is none of them; somebody else may stand in. */
        @Test
        void isNotSentAgainOnTheWordOfWhoHasLeft() {
            givenParked(new SendAgainProposed("d1", "helianthe", "gone", "not there"))
                    .when(new AgreeSendAgain("d1", "helianthe"), by("priya"))
                    .expectNoEvents()
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.SEND_AGAIN_PROPOSER_LOST_RIGHT));
            givenParked(new SendAgainProposed("d1", "helianthe", "gone", "not there"))
                    .when(new ProposeSendAgain("d1", "helianthe", "not on the page"), by("ines"))
                    .expectEvents(new SendAgainProposed("d1", "helianthe", "ines", "not on the page", "p1"));
        }

        @Test
        void wantsAProposalFirst() {
            givenParked()
                    .when(new AgreeSendAgain("d1", "helianthe"), by("priya"))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_PROPOSED));
        }

        @Test
        void getsOneMoreAttemptThen() {
            givenParked(
                            new SendAgainProposed("d1", "helianthe", "ines", "not there"),
                            new SendAgainAgreed("d1", "helianthe", "ines", "priya"))
                    .when(start(12, 5))
                    .expectEvents(started(2));
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void canBeGivenUp(boolean isPart) {
            givenParked()
                    .when(new GiveUpDelivery("d1", "helianthe", isPart), by("ines"))
                    .expectEvents(new DeliveryCancelled("d1", "helianthe", "GIVEN_UP"));
        }

        @Test
        void isTheOnlyStateInWhichPeopleDecide() {
            given(intended(DeliveryClass.C), started(1), unknown(1))
                    .when(new ConfirmLive("d1", "helianthe", "http://town/t-9"), by("ines"))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_PARKED));
        }
    }

    @Nested
    class ByHand {

        private DeliveryEvent intendedByHand() {
            var intent = intended(DeliveryClass.C);
            return new DeliveryIntended(
                    "d1",
                    "helianthe",
                    "forum",
                    Network.MANUAL,
                    DeliveryClass.C,
                    intent.outgoing(),
                    intent.outgoingId(),
                    intent.personId(),
                    intent.text(),
                    intent.parentRemoteId(),
                    intent.contentHash(),
                    intent.clientKey(),
                    intent.reviewId(),
                    intent.notBefore(),
                    intent.expiresAt(),
                    null);
        }

        private AttemptStarted taken(int attempt, String memberId) {
            return new AttemptStarted("d1", "helianthe", attempt, 10L + attempt, "hash", null, memberId);
        }

        private StartAttempt take(String memberId, long version) {
            return new StartAttempt("d1", "helianthe", 11, "hash", version, null, memberId);
        }

        @Test
        void isTakenByOnePersonOnly() {
            given(intendedByHand()).when(take("ines", 0)).expectEvents(taken(1, "ines"));
            prepare(T0);
            given(intendedByHand(), taken(1, "ines"))
                    .when(take("theo", 1))
                    .expectNoEvents()
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_THE_TIME));
            prepare(T0);
            given(intendedByHand(), taken(1, "ines"))
                    .when(take("theo", 0))
                    .expectNoEvents()
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.MOVED_ON));
        }

        @Test
        void isNeverSentByAMachineNorAMachinesWorkTakenByAPerson() {
            given(intendedByHand())
                    .when(start(11, 0))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_THE_TIME));
            prepare(T0);
            given(intended(DeliveryClass.C))
                    .when(take("ines", 0))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_THE_TIME));
        }

        @Test
        void isConfirmedByWhoTookItAndThenReadOnce() {
            given(intendedByHand(), taken(1, "ines"))
                    .when(new ReportPosted("d1", "helianthe", "https://forum.example/9"), by("ines"))
                    .expectEvents(new DeliveryConfirmed(
                            "d1",
                            "helianthe",
                            Outgoing.REPLY,
                            "r1",
                            1,
                            "https://forum.example/9",
                            "https://forum.example/9",
                            "hash",
                            T0));
            assertThat(next(T0, intendedByHand(), taken(1, "ines"), confirmed(1)))
                    .isInstanceOf(Step.Verify.class);
            assertThat(next(T0, intendedByHand(), taken(1, "ines"), confirmed(1), absent(1)))
                    .isInstanceOf(Step.Over.class);
        }

        @Test
        void listensToNobodyElse() {
            given(intendedByHand(), taken(1, "ines"))
                    .when(new ReportPosted("d1", "helianthe", "https://forum.example/9"), by("theo"))
                    .expectNoEvents()
                    .expectException(refused(Category.FORBIDDEN, DeliveryRefusal.TAKEN_BY_ANOTHER));
            prepare(T0);
            given(intendedByHand(), taken(1, "ines"))
                    .when(new ReportNotPosted("d1", "helianthe", "closed"), by("theo"))
                    .expectNoEvents()
                    .expectException(refused(Category.FORBIDDEN, DeliveryRefusal.TAKEN_BY_ANOTHER));
            prepare(T0);
            given(intendedByHand())
                    .when(new ReportPosted("d1", "helianthe", "https://forum.example/9"), by("ines"))
                    .expectException(refused(Category.CONFLICT, DeliveryRefusal.NOT_TAKEN));
            prepare(T0);
            given(intendedByHand(), taken(1, "ines"))
                    .when(new ReportPosted("d1", "helianthe", " "), by("ines"))
                    .expectException(refused(Category.INVALID, DeliveryRefusal.LINK_MISSING));
            prepare(T0);
            given(intendedByHand(), taken(1, "ines"))
                    .when(new ReportNotPosted("d1", "helianthe", " "), by("ines"))
                    .expectException(refused(Category.INVALID, DeliveryRefusal.REASON_MISSING));
        }

        @Test
        void canBeTakenAgainWhenItWasNotPosted() {
            var notPosted = new AttemptNotSent("d1", "helianthe", 1, "NOT_POSTED", null, "the forum is closed", "p1");
            given(intendedByHand(), taken(1, "ines"))
                    .when(new ReportNotPosted("d1", "helianthe", " the forum is closed "), by("ines"))
                    .expectEvents(notPosted);
            prepare(T0);
            given(intendedByHand(), taken(1, "ines"), notPosted)
                    .when(new StartAttempt("d1", "helianthe", 12, "hash", 2, null, "theo"))
                    .expectEvents(taken(2, "theo"));
        }

        @Test
        void isLeftToAPersonWhenNobodySaysWhatBecameOfIt() {
            assertThat(next(at(61), intendedByHand(), taken(1, "ines")))
                    .as("a person takes longer than a machine")
                    .isEqualTo(new Step.Wait(T0.plus(RULES.handLimit())));
            assertThat(next(T0.plus(RULES.handLimit()), intendedByHand(), taken(1, "ines")))
                    .isEqualTo(new Step.Lost(1));
            assertThat(next(T0.plus(RULES.handLimit()), intendedByHand(), taken(1, "ines"), unknown(1)))
                    .isEqualTo(new Step.Park("NOBODY_SAID"));
        }
    }

    @Nested
    class RefusedInDoubt {

        private final DeliveryEvent refusedAgain = new OutcomeUnknown("d1", "helianthe", 2, "REFUSED TEXT_TOO_LONG");

        @Test
        void isNotSentForEverUnderAKeyOfItsOwn() {
            assertThat(next(at(14), intended(DeliveryClass.A), started(1), unknown(1), started(2), refusedAgain))
                    .isEqualTo(new Step.Wait(at(15)));
            assertThat(next(at(15), intended(DeliveryClass.A), started(1), unknown(1), started(2), refusedAgain))
                    .isInstanceOf(Step.Look.class);
            assertThat(next(
                            at(300),
                            intended(DeliveryClass.A),
                            started(1),
                            unknown(1),
                            started(2),
                            refusedAgain,
                            absent(2),
                            absent(2),
                            absent(2),
                            absent(2),
                            absent(2)))
                    .isEqualTo(new Step.Park("REFUSED"));
        }
    }

    @Nested
    class InTwoSteps {

        @Test
        void keepsTheContainerOfTheFirstAttempt() {
            var delivery = new Delivery();
            delivery.evolve(intended(DeliveryClass.C2), T0);
            delivery.evolve(new AttemptStarted("d1", "helianthe", 1, 11, "hash", "c-7", null), T0);
            delivery.evolve(new AttemptNotSent("d1", "helianthe", 1, "CONNECT", null), T0);
            assertThat(delivery.view(2).message().containerId()).isEqualTo("c-7");
            delivery.evolve(started(2), T0);
            assertThat(delivery.view(3).message().containerId()).isEqualTo("c-7");
        }
    }
}
