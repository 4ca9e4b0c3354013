package org.parvis.listening.mention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.Leaning;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEditedAtOrigin;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.api.MentionReadingKept;
import org.parvis.listening.api.MentionReadingRestored;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.mention.MentionCommand.CollectMention;
import org.parvis.listening.mention.MentionCommand.ConfirmReading;
import org.parvis.listening.mention.MentionCommand.CorrectInBatch;
import org.parvis.listening.mention.MentionCommand.CorrectMention;
import org.parvis.listening.mention.MentionCommand.KeepReading;
import org.parvis.listening.mention.MentionCommand.NoticeDeletion;
import org.parvis.listening.mention.MentionCommand.NoticeEdit;
import org.parvis.listening.mention.MentionCommand.RestoreReading;

class MentionTest {

    private static final String BRAND = "helianthe";
    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    private static final MentionCollected COLLECTED = new MentionCollected(
            "m1",
            BRAND,
            "s1",
            "TOWN",
            "th1",
            "p-1",
            "Margaux",
            "margaux",
            "r1",
            null,
            "https://town.example/posts/r1",
            null,
            "The wifi is down",
            AT,
            AT,
            List.of(new TopicMatch("t1", List.of("wifi"))));
    private static final MentionClassified CLASSIFIED = new MentionClassified(
            "m1",
            BRAND,
            "en",
            -0.6,
            Intent.CRITICISM,
            false,
            false,
            List.of(new ClassificationReason("INTENT_CRITICISM", List.of("down"))),
            "1",
            COLLECTED.personId());
    private static final MentionDeletedAtOrigin DELETED = new MentionDeletedAtOrigin("m1", BRAND, AT);

    private final AggregateTestFixture<Mention> fixture = new AggregateTestFixture<>(Mention.class);

    private static final Correction SPAM = new Correction(null, Intent.SPAM);
    private static final Correction RIGHT = new Correction(null, null);

    private static MentionCorrected spam(String batch) {
        return new MentionCorrected("m1", BRAND, null, null, Intent.SPAM, batch);
    }

    /** As it was before, {@code said} by a person or not. */
    private static MentionReadingRestored restored(String batch, Intent intent, boolean said) {
        return new MentionReadingRestored("m1", BRAND, batch, "en", -0.6, intent, false, said, said);
    }

    private static NoticeEdit edit(String text) {
        return new NoticeEdit("m1", BRAND, "s1", null, text, AT);
    }

    @Test
    void takesNoOtherWordsFromWhoDidNotBringIt() {
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new NoticeEdit("m1", BRAND, "another-feed", null, "Forged", AT))
                .expectNoEvents();
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new NoticeDeletion("m1", BRAND, "another-feed", AT))
                .expectNoEvents();
    }

    @Test
    void isCollectedOnceHoweverOftenItIsSeen() {
        var collect = new CollectMention("m1", COLLECTED, CLASSIFIED);
        fixture.givenNoPriorActivity()
                .when(collect)
                .expectResultMessagePayload(true)
                .expectEvents(COLLECTED, CLASSIFIED);
        fixture.given(COLLECTED, CLASSIFIED)
                .when(collect)
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void isReadOtherwiseByAPersonAndOnlyThen() {
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new CorrectMention("m1", BRAND, null, null, Intent.QUESTION))
                .expectEvents(new MentionCorrected("m1", BRAND, null, null, Intent.QUESTION, null));
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new CorrectMention("m1", BRAND, "en", -0.6, Intent.CRITICISM))
                .expectEvents(new MentionReadingConfirmed("m1", BRAND, null));
    }

    @Test
    void isFoundRightOnceAndNotAfterSomebodyKnewBetter() {
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new ConfirmReading("m1", BRAND))
                .expectEvents(new MentionReadingConfirmed("m1", BRAND, null));
        fixture.given(COLLECTED, CLASSIFIED, new MentionReadingConfirmed("m1", BRAND, null))
                .when(new ConfirmReading("m1", BRAND))
                .expectNoEvents();
        fixture.given(COLLECTED, CLASSIFIED, new MentionCorrected("m1", BRAND, null, null, Intent.QUESTION, null))
                .when(new ConfirmReading("m1", BRAND))
                .expectNoEvents();
    }

    @Test
    void isSaidToBeOtherwiseWithManyOthers() {
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new CorrectInBatch("m1", BRAND, "b1", SPAM))
                .expectResultMessagePayload(true)
                .expectEvents(new MentionCorrected("m1", BRAND, null, null, Intent.SPAM, "b1"));
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new CorrectInBatch("m1", BRAND, "b1", new Correction(Leaning.POSITIVE, Intent.CRITICISM)))
                .expectEvents(new MentionCorrected("m1", BRAND, null, 0.6, null, "b1"));
    }

    @Test
    void keepsAToneThatIsOnTheSideAPersonMeans() {
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new CorrectInBatch("m1", BRAND, "b1", new Correction(Leaning.NEGATIVE, null)))
                .expectResultMessagePayload(true)
                .expectEvents(new MentionReadingConfirmed("m1", BRAND, "b1"));
    }

    @Test
    void isLeftOutOfABatchWhenNothingWouldChange() {
        fixture.given(COLLECTED, CLASSIFIED, DELETED)
                .when(new CorrectInBatch("m1", BRAND, "b1", SPAM))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        fixture.given(COLLECTED, CLASSIFIED, spam("b0"))
                .when(new CorrectInBatch("m1", BRAND, "b1", SPAM))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        fixture.given(COLLECTED, CLASSIFIED, new MentionReadingConfirmed("m1", BRAND, null))
                .when(new CorrectInBatch("m1", BRAND, "b1", RIGHT))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void isReadAsBeforeWhenABatchIsTakenBack() {
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"))
                .when(new RestoreReading("m1", BRAND, "b1"))
                .expectResultMessagePayload(true)
                .expectEvents(restored("b1", Intent.CRITICISM, false));
        fixture.given(COLLECTED, CLASSIFIED, new MentionReadingConfirmed("m1", BRAND, "b1"))
                .when(new RestoreReading("m1", BRAND, "b1"))
                .expectEvents(restored("b1", Intent.CRITICISM, false));
        fixture.given(
                        COLLECTED,
                        CLASSIFIED,
                        new MentionCorrected("m1", BRAND, null, null, Intent.QUESTION, null),
                        spam("b1"))
                .when(new RestoreReading("m1", BRAND, "b1"))
                .expectEvents(restored("b1", Intent.QUESTION, true));
    }

    @Test
    void keepsWhatSomebodySaidSinceTheBatch() {
        fixture.given(
                        COLLECTED,
                        CLASSIFIED,
                        spam("b1"),
                        new MentionCorrected("m1", BRAND, null, null, Intent.PRAISE, null))
                .when(new RestoreReading("m1", BRAND, "b1"))
                .expectResultMessagePayload(false)
                .expectNoEvents();
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"), new MentionReadingConfirmed("m1", BRAND, null))
                .when(new RestoreReading("m1", BRAND, "b1"))
                .expectNoEvents();
    }

    @Test
    void whoFindsOneOfABatchRightHasSaidSomething() {
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"))
                .when(new ConfirmReading("m1", BRAND))
                .expectEvents(new MentionReadingConfirmed("m1", BRAND, null));
    }

    @Test
    void batchesAreTakenBackTheLastFirst() {
        var praised = new MentionCorrected("m1", BRAND, null, null, Intent.PRAISE, "b2");
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"), praised)
                .when(new RestoreReading("m1", BRAND, "b1"))
                .expectNoEvents();
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"), praised)
                .when(new RestoreReading("m1", BRAND, "b2"))
                .expectEvents(restored("b2", Intent.SPAM, true));
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"), praised, restored("b2", Intent.SPAM, true))
                .when(new RestoreReading("m1", BRAND, "b1"))
                .expectEvents(restored("b1", Intent.CRITICISM, false));
    }

    @Test
    void whatWasTakenBackBeneathAnotherBatchNeverComesUpAgain() {
        var praised = new MentionCorrected("m1", BRAND, null, null, Intent.PRAISE, "b2");
        var kept = new MentionReadingKept("m1", BRAND, "b1");
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"), praised)
                .when(new KeepReading("m1", BRAND, "b1"))
                .expectEvents(kept);
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"), praised, kept)
                .when(new RestoreReading("m1", BRAND, "b2"))
                .expectResultMessagePayload(true)
                .expectEvents(restored("b2", Intent.CRITICISM, false));
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"), praised, kept)
                .when(new KeepReading("m1", BRAND, "b1"))
                .expectNoEvents();
    }

    @Test
    void onlyWhatLiesBeneathAnotherBatchIsKept() {
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"))
                .when(new KeepReading("m1", BRAND, "b1"))
                .expectNoEvents();
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"), new MentionReadingConfirmed("m1", BRAND, null))
                .when(new KeepReading("m1", BRAND, "b1"))
                .expectNoEvents();
    }

    @Test
    void whatLiesUnderTooManyBatchesIsGoneAsIfItHadBeenTakenBack() {
        var said = new ArrayList<Object>(List.of(COLLECTED, CLASSIFIED));
        for (var n = 0; n <= Mention.MOST_BATCHES; n++) {
            said.add(
                    new MentionCorrected("m1", BRAND, null, null, n % 2 == 0 ? Intent.SPAM : Intent.QUESTION, "b" + n));
        }
        for (var n = Mention.MOST_BATCHES; n > 1; n--) {
            said.add(restored("b" + n, n % 2 == 0 ? Intent.QUESTION : Intent.SPAM, true));
        }
        fixture.given(said).when(new RestoreReading("m1", BRAND, "b0")).expectNoEvents();
        fixture.given(said)
                .when(new RestoreReading("m1", BRAND, "b1"))
                .expectEvents(restored("b1", Intent.CRITICISM, false));
    }

    @Test
    void isTakenBackOnce() {
        fixture.given(COLLECTED, CLASSIFIED, spam("b1"), restored("b1", Intent.CRITICISM, false))
                .when(new RestoreReading("m1", BRAND, "b1"))
                .expectResultMessagePayload(false)
                .expectNoEvents();
    }

    @Test
    void followsWhatItsAuthorChanges() {
        fixture.given(COLLECTED, CLASSIFIED)
                .when(edit("The wifi is back"))
                .expectEvents(new MentionEditedAtOrigin("m1", BRAND, "p-1", null, "The wifi is back", AT));
        fixture.given(COLLECTED, CLASSIFIED).when(edit("The wifi is down")).expectNoEvents();
    }

    @Test
    void isDeletedForGood() {
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new NoticeDeletion("m1", BRAND, "s1", AT))
                .expectEvents(DELETED);
        fixture.given(COLLECTED, CLASSIFIED, DELETED)
                .when(new NoticeDeletion("m1", BRAND, "s1", AT))
                .expectNoEvents();
        fixture.given(COLLECTED, CLASSIFIED, DELETED).when(edit("Hello again")).expectNoEvents();
    }

    @Test
    void newsOfAMentionThatWasNeverCollectedIsRefused() {
        fixture.givenNoPriorActivity().when(edit("Never matched")).expectException(AggregateNotFoundException.class);
    }
}
