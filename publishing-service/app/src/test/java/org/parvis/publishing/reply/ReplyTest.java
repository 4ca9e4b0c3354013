package org.parvis.publishing.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.publishing.testing.Refusals.by;
import static org.parvis.publishing.testing.Refusals.refused;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.parvis.axon.Refused.Category;
import org.parvis.privacy.Erased;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.DraftReply;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.ReplyApprovalRequested;
import org.parvis.publishing.api.ReplyCancelled;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyHeld;
import org.parvis.publishing.api.ReplyReleased;
import org.parvis.publishing.api.ReplyReturned;
import org.parvis.publishing.api.ReplyRevised;
import org.parvis.publishing.api.ReplySubmitted;
import tools.jackson.databind.json.JsonMapper;

class ReplyTest {

    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private AggregateTestFixture<Reply> fixture = new AggregateTestFixture<>(Reply.class);

    @BeforeEach
    void prepare() {
        fixture = new AggregateTestFixture<>(Reply.class);
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        fixture.registerInjectableResource((ChannelChoice)
                (brand, mention) -> mention.equals("m1") ? Optional.of("bluesky-fr") : Optional.empty());
    }

    // ---- what happened, in short

    static String hash(String text) {
        return ContentHash.of("bluesky-fr", "m1", text);
    }

    static ReplyDrafted drafted(String text) {
        return new ReplyDrafted("r1", "helianthe", "c1", "m1", "bluesky-fr", "p1", text, hash(text), "ines", 3, null);
    }

    static ReplyRevised revised(String text, String by, int revision) {
        return new ReplyRevised("r1", "helianthe", "bluesky-fr", "p1", text, hash(text), by, revision, 3);
    }

    static ReplySubmitted submitted(String text, int revision, String... editors) {
        return new ReplySubmitted(
                "r1",
                "helianthe",
                "c1",
                "m1",
                "bluesky-fr",
                "p1",
                text,
                hash(text),
                revision,
                "ines",
                List.of(editors));
    }

    static ReplyApprovalRequested waiting() {
        return new ReplyApprovalRequested("r1", "helianthe", "v1");
    }

    static ReplyReleased released(String text) {
        return new ReplyReleased("r1", "helianthe", hash(text), "v1", NOW.plusSeconds(20));
    }

    static WriteReply write(String text) {
        return new WriteReply("r1", "helianthe", "c1", "m1", "bluesky-fr", "p1", text, 3);
    }

    static SubmitReply submit() {
        return new SubmitReply("r1", "helianthe", Network.BLUESKY);
    }

    static ReleaseReply release(String text, @Nullable String approver) {
        return new ReleaseReply("r1", "helianthe", "v1", hash(text), approver, 20);
    }

    @Nested
    class Writing {

        @Test
        void beginsADraftOfItsWriter() {
            fixture.givenNoPriorActivity().when(write("Bonjour"), by("ines")).expectEvents(drafted("Bonjour"));
        }

        @Test
        void keepsEveryChangeOfWords() {
            fixture.given(drafted("Bonjour"))
                    .when(write("Bonjour Margaux"), by("theo"))
                    .expectEvents(revised("Bonjour Margaux", "theo", 1));
        }

        @Test
        void changesNothingWhenTheWordsAreTheSame() {
            fixture.given(drafted("Bonjour")).when(write("Bonjour"), by("ines")).expectNoEvents();
        }

        @Test
        void keepsNoMoreVersionsThanItsReadersCarry() {
            var long0 = "a".repeat(Reply.LONGEST_DRAFT);
            var past = new ArrayList<Object>(List.of(drafted(long0)));
            var most = Reply.MOST_SIGNS_EVER / Reply.LONGEST_DRAFT;
            for (var revision = 1; revision < most - 1; revision++) {
                past.add(revised(long0, "ines", revision));
            }
            fixture.given(past)
                    .when(write("b".repeat(Reply.LONGEST_DRAFT)), by("ines"))
                    .expectEvents(revised("b".repeat(Reply.LONGEST_DRAFT), "ines", most - 1));
            past.add(revised(long0, "ines", most - 1));
            fixture.given(past)
                    .when(write("c"), by("ines"))
                    .expectException(refused(Category.CONFLICT, ReplyRefusal.REWRITTEN_TOO_OFTEN));
        }

        @Test
        void notesThatTheWriterHasSeenMoreOfTheConversation() {
            fixture.given(drafted("Bonjour"))
                    .when(new WriteReply("r1", "helianthe", "c1", "m1", "bluesky-fr", "p1", "Bonjour", 5), by("ines"))
                    .expectEvents(new ReplyRevised(
                            "r1", "helianthe", "bluesky-fr", "p1", "Bonjour", hash("Bonjour"), "ines", 1, 5));
        }

        @Test
        void canAnswerANewerMessageInstead() {
            fixture.given(drafted("Bonjour"))
                    .when(new WriteReply("r1", "helianthe", "c1", "m2", "bluesky-fr", "p1", "Bonjour", 5), by("ines"))
                    .expectEvents(new ReplyRevised(
                            "r1",
                            "helianthe",
                            "bluesky-fr",
                            "p1",
                            "Bonjour",
                            ContentHash.of("bluesky-fr", "m2", "Bonjour"),
                            "ines",
                            1,
                            5,
                            "m2"));
        }

        @Test
        void keepsADraftThatIsTooLongForItsNetwork() {
            fixture.givenNoPriorActivity()
                    .when(write("x".repeat(2_000)), by("ines"))
                    .expectEvents(drafted("x".repeat(2_000)));
        }

        @Test
        void refusesAnEndlessDraft() {
            fixture.givenNoPriorActivity()
                    .when(write("x".repeat(Reply.LONGEST_DRAFT + 1)), by("ines"))
                    .expectNoEvents()
                    .expectException(refused(Category.INVALID, ReplyRefusal.TEXT_TOO_LONG));
        }

        @Test
        void refusesAnIdThatAnswersAnotherConversation() {
            fixture.given(drafted("Bonjour"))
                    .when(new WriteReply("r1", "helianthe", "c2", "m1", "bluesky-fr", "p1", "Bonjour", 3), by("ines"))
                    .expectException(refused(Category.CONFLICT, ReplyRefusal.ALREADY_EXISTS_DIFFERENT));
        }

        @Test
        void doesNotExistForAnotherBrand() {
            fixture.given(drafted("Bonjour"))
                    .when(new WriteReply("r1", "other", "c1", "m1", "bluesky-fr", "p1", "Bonsoir", 3), by("ines"))
                    .expectException(refused(Category.NOT_FOUND, ReplyRefusal.REPLY_UNKNOWN));
        }

        @Test
        void takesAWaitingReplyBackToDraft() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting())
                    .when(write("Bonsoir"), by("ines"))
                    .expectEvents(revised("Bonsoir", "ines", 1));
        }

        @Test
        void refusesToChangeAWordAfterTheRelease() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting(), released("Bonjour"))
                    .when(write("Bonsoir"), by("ines"))
                    .expectNoEvents()
                    .expectException(refused(Category.CONFLICT, ReplyRefusal.EDIT_AFTER_APPROVAL));
        }

        @Test
        void leavesAReleasedReplyAloneWhenTheSameIsWrittenAgain() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting(), released("Bonjour"))
                    .when(write("Bonjour"), by("ines"))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void refusesToChangeACancelledReply() {
            fixture.given(drafted("Bonjour"), new ReplyCancelled("r1", "helianthe", "no"))
                    .when(write("Bonsoir"), by("ines"))
                    .expectException(refused(Category.CONFLICT, ReplyRefusal.CANCELLED));
        }
    }

    @Nested
    class DraftingForSomebody {

        private DraftReply draft(String mention, @Nullable String channel) {
            return new DraftReply(
                    "r1",
                    "helianthe",
                    "c1",
                    mention,
                    "p1",
                    channel,
                    "It exists now",
                    "paula",
                    7,
                    "s1",
                    List.of("paula", "theo"));
        }

        @Test
        void choosesTheChannelOfTheSameNetwork() {
            fixture.givenNoPriorActivity()
                    .when(draft("m1", null), by("crm"))
                    .expectEvents(new ReplyDrafted(
                            "r1",
                            "helianthe",
                            "c1",
                            "m1",
                            "bluesky-fr",
                            "p1",
                            "It exists now",
                            hash("It exists now"),
                            "paula",
                            7,
                            "s1",
                            List.of("theo")));
        }

        /** Nobody who wrote a part of it approves it, so whoever judges must know. */
        @Test
        void namesWhoseWordsAreTold() {
            fixture.given(new ReplyDrafted(
                            "r1",
                            "helianthe",
                            "c1",
                            "m1",
                            "bluesky-fr",
                            "p1",
                            "It exists now",
                            hash("It exists now"),
                            "ines",
                            7,
                            "s1",
                            List.of("theo")))
                    .when(submit(), by("ines"))
                    .expectEvents(submitted("It exists now", 0, "theo"));
        }

        @Test
        void readsWhatWasDraftedBeforeTheyWereNamed() {
            var before = JsonMapper.shared()
                    .readValue(
                            "{\"replyId\":\"r1\",\"text\":\"Bonjour\",\"authorId\":\"ines\",\"conversationVersion\":3}",
                            ReplyDrafted.class);
            assertThat(before.editors()).isEmpty();
        }

        @Test
        void countsOnceWhenAskedTwice() {
            var forTheSuggestion = new ReplyDrafted(
                    "r1", "helianthe", "c1", "m1", "bluesky-fr", "p1", "Then", hash("Then"), "paula", 7, "s1");
            fixture.given(forTheSuggestion)
                    .when(draft("m1", null), by("crm"))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void isNotTakenForWhatSomebodyElseWrote() {
            fixture.given(drafted("Bonjour"))
                    .when(draft("m1", null), by("crm"))
                    .expectException(refused(Category.CONFLICT, ReplyRefusal.ALREADY_EXISTS_DIFFERENT));
        }

        @Test
        void refusesWhenNoChannelSpeaksThere() {
            fixture.givenNoPriorActivity()
                    .when(draft("m9", null), by("crm"))
                    .expectException(refused(Category.CONFLICT, ReplyRefusal.NO_CHANNEL));
        }
    }

    @Nested
    class Submitting {

        @Test
        void repeatsTheWordsForWhoJudges() {
            fixture.given(drafted("Bonjour")).when(submit(), by("ines")).expectEvents(submitted("Bonjour", 0));
        }

        @Test
        void namesEverybodyWhoHadAHandInIt() {
            fixture.given(drafted("Bonjour"), revised("Bonsoir", "theo", 1))
                    .when(submit(), by("hugo"))
                    .expectEvents(submitted("Bonsoir", 1, "theo", "hugo"));
        }

        @Test
        void changesNothingTheSecondTime() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0))
                    .when(submit(), by("ines"))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void refusesAnEmptyText() {
            fixture.given(drafted(" \n"))
                    .when(submit(), by("ines"))
                    .expectException(refused(Category.INVALID, ReplyRefusal.TEXT_EMPTY));
        }

        @Test
        void refusesMoreCharactersThanTheNetworkTakes() {
            fixture.given(drafted("x".repeat(301)))
                    .when(submit(), by("ines"))
                    .expectException(refused(Category.INVALID, ReplyRefusal.TEXT_TOO_LONG));
        }

        @Test
        void countsWhatPeopleCallACharacter() {
            var family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(100);
            fixture.given(drafted(family)).when(submit(), by("ines")).expectEvents(submitted(family, 0));
        }

        @Test
        void refusesWhatWasErased() {
            fixture.given(drafted(Erased.TEXT))
                    .when(submit(), by("ines"))
                    .expectException(refused(Category.CONFLICT, ReplyRefusal.PERSON_ERASED));
        }

        @Test
        void refusesACancelledReply() {
            fixture.given(drafted("Bonjour"), new ReplyCancelled("r1", "helianthe", "no"))
                    .when(submit(), by("ines"))
                    .expectException(refused(Category.CONFLICT, ReplyRefusal.CANCELLED));
        }

        @Test
        void doesNotExistForAnotherBrand() {
            fixture.given(drafted("Bonjour"))
                    .when(new SubmitReply("r1", "other", Network.BLUESKY), by("ines"))
                    .expectException(refused(Category.NOT_FOUND, ReplyRefusal.REPLY_UNKNOWN));
        }
    }

    @Nested
    class Judging {

        @Test
        void waitsForTheReviewOfItsPresentWords() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0))
                    .when(new AskApproval("r1", "helianthe", "v1", hash("Bonjour")))
                    .expectEvents(waiting());
        }

        @Test
        void ignoresAReviewOfEarlierWords() {
            fixture.given(
                            drafted("Bonjour"),
                            submitted("Bonjour", 0),
                            revised("Bonsoir", "ines", 1),
                            submitted("Bonsoir", 1))
                    .when(new AskApproval("r1", "helianthe", "v1", hash("Bonjour")))
                    .expectNoEvents();
        }

        @Test
        void isReleasedWithTimeToTakeItBack() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting())
                    .when(release("Bonjour", "priya"))
                    .expectEvents(released("Bonjour"));
        }

        @Test
        void isReleasedWithoutAReviewWhenThePolicyWantsNone() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0))
                    .when(release("Bonjour", null))
                    .expectEvents(released("Bonjour"));
        }

        @Test
        void ignoresAnApprovalOfOtherWords() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting())
                    .when(release("Bonsoir", "priya"))
                    .expectNoEvents();
        }

        @Test
        void ignoresAnApprovalThatComesAfterAnEdit() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting(), revised("Bonsoir", "ines", 1))
                    .when(release("Bonjour", "priya"))
                    .expectNoEvents();
        }

        @Test
        void ignoresAnOldApprovalPlayedAgain() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting(), released("Bonjour"))
                    .when(release("Bonjour", "priya"))
                    .expectNoEvents();
        }

        @Test
        void ignoresAnotherReview() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting())
                    .when(new ReleaseReply("r1", "helianthe", "v2", hash("Bonjour"), "priya", 20))
                    .expectNoEvents();
        }

        @Test
        void refusesItsAuthorAsApprover() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting())
                    .when(release("Bonjour", "ines"))
                    .expectNoEvents()
                    .expectException(refused(Category.FORBIDDEN, ReplyRefusal.FOUR_EYES));
        }

        @Test
        void refusesAnybodyWhoHadAHandInItAsApprover() {
            fixture.given(
                            drafted("Bonjour"),
                            revised("Bonsoir", "theo", 1),
                            submitted("Bonsoir", 1, "theo", "hugo"),
                            waiting())
                    .when(release("Bonsoir", "hugo"))
                    .expectException(refused(Category.FORBIDDEN, ReplyRefusal.FOUR_EYES));
        }

        @Test
        void isReleasedWithTheApproversWords() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting())
                    .when(edited("Bonjour Margaux"))
                    .expectEvents(revised("Bonjour Margaux", "priya", 1), released("Bonjour Margaux"));
        }

        @Test
        void staysADraftWhenTheApproversWordsAreTooLongForTheNetwork() {
            var text = "x".repeat(301);
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting())
                    .when(edited(text))
                    .expectEvents(revised(text, "priya", 1));
        }

        @Test
        void refusesAnEditWhoseHashIsNotOfItsWords() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting())
                    .when(new ReleaseEditedReply(
                            "r1", "helianthe", "v1", "Autre", hash("x"), hash("Bonjour"), "priya", Network.BLUESKY, 20))
                    .expectNoEvents()
                    .expectException(refused(Category.CONFLICT, ReplyRefusal.HASH_MISMATCH));
        }

        @Test
        void doesNotLetTheEditingApproverApproveItsNextVersion() {
            fixture.given(
                            drafted("Bonjour"),
                            submitted("Bonjour", 0),
                            waiting(),
                            revised("Bonjour Margaux", "priya", 1),
                            released("Bonjour Margaux"),
                            new ReplyHeld("r1", "helianthe", "ines"),
                            submitted("Bonjour Margaux", 1, "priya"),
                            waiting())
                    .when(release("Bonjour Margaux", "priya"))
                    .expectException(refused(Category.FORBIDDEN, ReplyRefusal.FOUR_EYES));
        }

        @Test
        void comesBackWithGuidelineAndReason() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting())
                    .when(new ReturnReply("r1", "helianthe", "v1", "g4", "no dates"))
                    .expectEvents(new ReplyReturned("r1", "helianthe", "v1", "g4", "no dates", "p1"));
        }

        @Test
        void ignoresARefusalAfterTheRelease() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting(), released("Bonjour"))
                    .when(new ReturnReply("r1", "helianthe", "v1", "g4", "no dates"))
                    .expectNoEvents();
        }

        private ReleaseEditedReply edited(String text) {
            return new ReleaseEditedReply(
                    "r1", "helianthe", "v1", text, hash(text), hash("Bonjour"), "priya", Network.BLUESKY, 20);
        }
    }

    @Nested
    class TakingBack {

        @Test
        void makesAReleasedReplyADraftAgain() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting(), released("Bonjour"))
                    .when(new HoldReply("r1", "helianthe", "ines"))
                    .expectEvents(new ReplyHeld("r1", "helianthe", "ines"));
        }

        @Test
        void letsItBeEditedAgain() {
            fixture.given(
                            drafted("Bonjour"),
                            submitted("Bonjour", 0),
                            waiting(),
                            released("Bonjour"),
                            new ReplyHeld("r1", "helianthe", "ines"))
                    .when(write("Bonsoir"), by("ines"))
                    .expectEvents(revised("Bonsoir", "ines", 1));
        }

        @Test
        void changesNothingAboutADraft() {
            fixture.given(drafted("Bonjour"))
                    .when(new HoldReply("r1", "helianthe", "ines"))
                    .expectNoEvents();
        }

        @Test
        void isForWhatWasReleasedOnly() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0), waiting())
                    .when(new HoldReply("r1", "helianthe", "ines"))
                    .expectException(refused(Category.CONFLICT, ReplyRefusal.NOT_RELEASED));
        }

        @Test
        void givesAReplyUpForGood() {
            fixture.given(drafted("Bonjour"), submitted("Bonjour", 0))
                    .when(new CancelReply("r1", "helianthe", "answered by phone"))
                    .expectEvents(new ReplyCancelled("r1", "helianthe", "answered by phone", "p1"));
        }

        @Test
        void givesUpOnce() {
            fixture.given(drafted("Bonjour"), new ReplyCancelled("r1", "helianthe", "no"))
                    .when(new CancelReply("r1", "helianthe", "no"))
                    .expectNoEvents();
        }

        @Test
        void doesNotExistForAnotherBrand() {
            fixture.given(drafted("Bonjour"))
                    .when(new CancelReply("r1", "other", "no"))
                    .expectException(refused(Category.NOT_FOUND, ReplyRefusal.REPLY_UNKNOWN));
        }
    }
}
