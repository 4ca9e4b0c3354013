package org.parvis.crm.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.crm.Refusals.refusedBecause;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.parvis.crm.api.AnswerGivenBack;
import org.parvis.crm.api.AnswerReserved;
import org.parvis.crm.api.AnswerSent;
import org.parvis.crm.api.ConversationAssigned;
import org.parvis.crm.api.ConversationEvent;
import org.parvis.crm.api.ConversationOpened;
import org.parvis.crm.api.ConversationReopened;
import org.parvis.crm.api.ConversationResolved;
import org.parvis.crm.api.ConversationSnoozed;
import org.parvis.crm.api.ConversationWoken;
import org.parvis.crm.api.GiveAnswerBack;
import org.parvis.crm.api.MessageReceived;
import org.parvis.crm.api.NoteAdded;
import org.parvis.crm.api.ReserveAnswer;

class ConversationTest {

    private static final String ID = "c-1";
    private static final String BRAND = "helianthe";
    private static final Instant NOW = Instant.parse("2026-11-23T08:12:00Z");
    private static final Instant FIRST = Instant.parse("2026-11-21T22:51:00Z");

    private final AggregateTestFixture<Conversation> fixture = new AggregateTestFixture<>(Conversation.class);

    @BeforeEach
    void clock() {
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Nested
    class Messages {

        @Test
        void theFirstOneOpensTheConversation() {
            fixture.givenNoPriorActivity().when(receive("m1")).expectEvents(opened(), message("m1", 1));
        }

        @Test
        void furtherOnesAreNumberedOn() {
            given(message("m2", 2)).when(receive("m3")).expectEvents(message("m3", 3));
        }

        @Test
        void theSameOneTwiceChangesNothing() {
            given().when(receive("m1")).expectNoEvents();
        }

        @Test
        void reopenAResolvedConversation() {
            given(resolved()).when(receive("m2")).expectEvents(message("m2", 2), reopened("m2"));
        }

        @Test
        void wakeASnoozedConversation() {
            given(snoozed(NOW.plusSeconds(60)))
                    .when(receive("m2"))
                    .expectEvents(message("m2", 2), new ConversationWoken(ID, BRAND));
        }
    }

    @Nested
    class Assigning {

        @Test
        void givesItToAMember() {
            given().when(assign("hugo", 1)).expectEvents(new ConversationAssigned(ID, BRAND, "hugo"));
        }

        @Test
        void givesItToNobody() {
            given(assigned("hugo"))
                    .when(new AssignConversation(ID, BRAND, null, 2L))
                    .expectEvents(new ConversationAssigned(ID, BRAND, null));
        }

        @Test
        void toWhoHasItAlreadyChangesNothing() {
            given(assigned("hugo")).when(assign("hugo", 1)).expectNoEvents();
        }

        @Test
        void isRefusedWhenTheConversationChangedSince() {
            given(assigned("hugo"))
                    .when(assign("theo", 1))
                    .expectException(refusedBecause(ConversationRefusal.STALE_VERSION, Map.of("version", 2L)));
        }
    }

    @Nested
    class Notes {

        @Test
        void stayInTheHouse() {
            given().when(note("n1", " The bank confirms. "))
                    .expectEvents(new NoteAdded(ID, BRAND, "n1", "p1", "The bank confirms."));
        }

        @Test
        void theSameOneTwiceChangesNothing() {
            given(noted("n1", "The bank confirms."))
                    .when(note("n1", "The bank confirms."))
                    .expectNoEvents();
        }

        @Test
        void refuseOtherWordsUnderTheSameId() {
            given(noted("n1", "The bank confirms."))
                    .when(note("n1", "The bank denies."))
                    .expectException(refusedBecause(ConversationRefusal.ALREADY_EXISTS_DIFFERENT));
        }

        @Test
        void refuseToBeEmpty() {
            given().when(note("n1", " \n")).expectException(refusedBecause(ConversationRefusal.NOTE_EMPTY));
        }

        @Test
        void refuseToBeEndless() {
            given().when(note("n1", "a".repeat(Conversation.LONGEST_NOTE + 1)))
                    .expectException(refusedBecause(
                            ConversationRefusal.NOTE_TOO_LONG, Map.of("longest", Conversation.LONGEST_NOTE)));
        }

        @Test
        void refuseAStaleVersionWhenOneIsGiven() {
            given().when(new AddNote(ID, BRAND, "n1", "Text", 0L))
                    .expectException(refusedBecause(ConversationRefusal.STALE_VERSION));
        }
    }

    @Nested
    class Snoozing {

        private final Instant monday = NOW.plus(Duration.ofDays(2));

        @Test
        void setsItAside() {
            given().when(snooze(monday, 1)).expectEvents(snoozed(monday));
        }

        @Test
        void untilTheSameInstantChangesNothing() {
            given(snoozed(monday)).when(snooze(monday, 1)).expectNoEvents();
        }

        @Test
        void canBeMoved() {
            given(snoozed(monday)).when(snooze(NOW.plusSeconds(60), 2)).expectEvents(snoozed(NOW.plusSeconds(60)));
        }

        @Test
        void refusesThePast() {
            given().when(snooze(NOW, 1)).expectException(refusedBecause(ConversationRefusal.SNOOZE_IN_PAST));
        }

        @Test
        void refusesToForget() {
            given().when(snooze(NOW.plus(Conversation.LONGEST_SNOOZE).plusSeconds(1), 1))
                    .expectException(refusedBecause(ConversationRefusal.SNOOZE_TOO_FAR, Map.of("days", 90L)));
        }

        @Test
        void refusesWhatIsResolved() {
            given(resolved())
                    .when(snooze(monday, 2))
                    .expectException(refusedBecause(ConversationRefusal.CONVERSATION_RESOLVED));
        }

        @Test
        void refusesAStaleVersion() {
            given().when(snooze(monday, 0)).expectException(refusedBecause(ConversationRefusal.STALE_VERSION));
        }

        @Test
        void endsWhenItIsDue() {
            given(snoozed(monday))
                    .when(new WakeConversation(ID, BRAND, monday))
                    .expectEvents(new ConversationWoken(ID, BRAND));
        }

        @Test
        void doesNotEndForADateThatWasMoved() {
            given(snoozed(monday), snoozed(monday.plusSeconds(60)))
                    .when(new WakeConversation(ID, BRAND, monday))
                    .expectNoEvents();
        }

        @Test
        void endsWhenSomebodyWantsIt() {
            given(snoozed(monday))
                    .when(new WakeConversation(ID, BRAND, null))
                    .expectEvents(new ConversationWoken(ID, BRAND));
        }

        @Test
        void endsOnlyWhatSleeps() {
            given().when(new WakeConversation(ID, BRAND, null)).expectNoEvents();
        }
    }

    @Nested
    class Resolving {

        @Test
        void closesIt() {
            given().when(new ResolveConversation(ID, BRAND, 1L)).expectEvents(resolved());
        }

        @Test
        void twiceChangesNothing() {
            given(resolved()).when(new ResolveConversation(ID, BRAND, 1L)).expectNoEvents();
        }

        @Test
        void refusesAMessageNobodyLookedAt() {
            given(message("m2", 2))
                    .when(new ResolveConversation(ID, BRAND, 1L))
                    .expectException(refusedBecause(ConversationRefusal.STALE_VERSION, Map.of("version", 2L)));
        }

        @Test
        void isUndoneByTakingItUpAgain() {
            given(resolved()).when(new ReopenConversation(ID, BRAND, 2L)).expectEvents(reopened("m1"));
        }

        @Test
        void reopeningWhatIsOpenChangesNothing() {
            given().when(new ReopenConversation(ID, BRAND, null)).expectNoEvents();
        }

        @Test
        void reopeningRefusesAStaleVersion() {
            given(resolved())
                    .when(new ReopenConversation(ID, BRAND, 1L))
                    .expectException(refusedBecause(ConversationRefusal.STALE_VERSION));
        }
    }

    @Nested
    class TheRightToAnswer {

        @Test
        void goesToAReplyThatSawEverything() {
            given(message("m2", 2)).when(reserve("r1", 2)).expectEvents(new AnswerReserved(ID, BRAND, "r1", 2));
        }

        @Test
        void isRefusedWithTheNewerMessages() {
            given(message("m2", 2), assigned("hugo"), message("m3", 3))
                    .when(reserve("r1", 1))
                    .expectException(refusedBecause(
                            ConversationRefusal.CONVERSATION_MOVED_ON,
                            Map.of(
                                    "version", 4L,
                                    "newerMessages", List.of("m2", "m3"),
                                    "newerAnswers", List.of())));
        }

        @Test
        void isRefusedWithTheAnswerOfSomebodyElse() {
            given(reserved("r1"), sent("r1"))
                    .when(reserve("r2", 1))
                    .expectException(refusedBecause(
                            ConversationRefusal.CONVERSATION_MOVED_ON,
                            Map.of(
                                    "version", 3L,
                                    "newerMessages", List.of(),
                                    "newerAnswers", List.of("r1"))));
        }

        @Test
        void outlivesAssigningNotesAndSnoozing() {
            given(assigned("hugo"), noted("n1", "Text"), snoozed(NOW.plusSeconds(60)), resolved(), reopened("m1"))
                    .when(reserve("r1", 1))
                    .expectEvents(new AnswerReserved(ID, BRAND, "r1", 1));
        }

        @Test
        void isRefusedWhileAnotherReplyHoldsIt() {
            given(reserved("r1"))
                    .when(reserve("r2", 2))
                    .expectException(
                            refusedBecause(ConversationRefusal.ANSWER_HELD, Map.of("version", 2L, "reply", "r1")));
        }

        @Test
        void askedForAgainChangesNothing() {
            given(reserved("r1")).when(reserve("r1", 2)).expectNoEvents();
        }

        @Test
        void isRenewedByItsHolderWhoReadOn() {
            given(reserved("r1"), message("m2", 2))
                    .when(reserve("r1", 3))
                    .expectEvents(new AnswerReserved(ID, BRAND, "r1", 2));
        }

        @Test
        void doesNotProtectItsHolderFromAMessageNotRead() {
            given(reserved("r1"), message("m2", 2))
                    .when(reserve("r1", 2))
                    .expectException(refusedBecause(ConversationRefusal.CONVERSATION_MOVED_ON));
        }

        @Test
        void isRefusedForAVersionThatDoesNotExistYet() {
            given().when(reserve("r1", 2))
                    .expectException(refusedBecause(ConversationRefusal.UNKNOWN_VERSION, Map.of("version", 1L)));
        }

        @Test
        void isRefusedToAReplyThatWasSent() {
            given(sent("r1"))
                    .when(reserve("r1", 2))
                    .expectException(refusedBecause(ConversationRefusal.REPLY_ALREADY_SENT));
        }

        @Test
        void isGivenBackByItsHolder() {
            given(reserved("r1")).when(new GiveAnswerBack(ID, "r1")).expectEvents(new AnswerGivenBack(ID, BRAND, "r1"));
        }

        @Test
        void isNotGivenBackByAnybodyElse() {
            given(reserved("r1")).when(new GiveAnswerBack(ID, "r2")).expectNoEvents();
        }

        @Test
        void goesToTheNextOnceItWasGivenBack() {
            given(reserved("r1"), new AnswerGivenBack(ID, BRAND, "r1"))
                    .when(reserve("r2", 1))
                    .expectEvents(new AnswerReserved(ID, BRAND, "r2", 1));
        }
    }

    @Nested
    class Answers {

        @Test
        void areOnRecordOnce() {
            given(reserved("r1")).when(record("r1")).expectEvents(sent("r1"));
            given(reserved("r1"), sent("r1")).when(record("r1")).expectNoEvents();
        }

        @Test
        void areOnRecordEvenWhenNobodyAskedForTheRight() {
            given().when(record("r1")).expectEvents(sent("r1"));
        }

        @Test
        void useTheRightUp() {
            given(reserved("r1"), sent("r1"))
                    .when(reserve("r2", 3))
                    .expectEvents(new AnswerReserved(ID, BRAND, "r2", 1));
        }
    }

    @Test
    void theSameThreadIsTheSameConversation() {
        var id = ConversationId.of(BRAND, "TOWN", "t1", "p1");
        assertThat(id)
                .matches("[a-z0-9-]{1,64}")
                .isEqualTo(ConversationId.of(BRAND, "TOWN", "t1", "p1"))
                .isNotEqualTo(ConversationId.of("other", "TOWN", "t1", "p1"))
                .isNotEqualTo(ConversationId.of(BRAND, "BLUESKY", "t1", "p1"))
                .isNotEqualTo(ConversationId.of(BRAND, "TOWN", "t2", "p1"))
                .isNotEqualTo(ConversationId.of(BRAND, "TOWN", "t1", "p2"));
    }

    /** An open conversation with one message, at version 1, and what happened since. */
    private TestExecutor<Conversation> given(ConversationEvent... since) {
        return fixture.given(Stream.concat(Stream.of(opened(), message("m1", 1)), Stream.of(since))
                .toArray());
    }

    private static ConversationOpened opened() {
        return new ConversationOpened(ID, BRAND, "TOWN", "town-1", "t1", "p1", "m1", FIRST);
    }

    private static MessageReceived message(String mentionId, int number) {
        return new MessageReceived(ID, BRAND, mentionId, number, FIRST);
    }

    private static ConversationAssigned assigned(String memberId) {
        return new ConversationAssigned(ID, BRAND, memberId);
    }

    private static NoteAdded noted(String noteId, String text) {
        return new NoteAdded(ID, BRAND, noteId, "p1", text);
    }

    private static ConversationSnoozed snoozed(Instant until) {
        return new ConversationSnoozed(ID, BRAND, until);
    }

    private static ConversationResolved resolved() {
        return new ConversationResolved(ID, BRAND);
    }

    private static ConversationReopened reopened(String mentionId) {
        return new ConversationReopened(ID, BRAND, mentionId);
    }

    private static AnswerReserved reserved(String replyId) {
        return new AnswerReserved(ID, BRAND, replyId, 1);
    }

    private static AnswerSent sent(String replyId) {
        return new AnswerSent(ID, BRAND, replyId, "theo", NOW);
    }

    private static ReceiveMessage receive(String mentionId) {
        return new ReceiveMessage(ID, BRAND, "TOWN", "town-1", "t1", "p1", mentionId, FIRST);
    }

    private static AssignConversation assign(String memberId, long expectedVersion) {
        return new AssignConversation(ID, BRAND, memberId, expectedVersion);
    }

    private static AddNote note(String noteId, String text) {
        return new AddNote(ID, BRAND, noteId, text, null);
    }

    private static SnoozeConversation snooze(Instant until, long expectedVersion) {
        return new SnoozeConversation(ID, BRAND, until, expectedVersion);
    }

    private static ReserveAnswer reserve(String replyId, long version) {
        return new ReserveAnswer(ID, replyId, version);
    }

    private static RecordAnswer record(String replyId) {
        return new RecordAnswer(ID, BRAND, replyId, "theo", NOW);
    }
}
