package org.parvis.listening.mention;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.MentionClassified;
import org.parvis.listening.api.MentionCollected;
import org.parvis.listening.api.MentionCorrected;
import org.parvis.listening.api.MentionDeletedAtOrigin;
import org.parvis.listening.api.MentionEditedAtOrigin;
import org.parvis.listening.api.MentionReadingConfirmed;
import org.parvis.listening.api.TopicMatch;
import org.parvis.listening.mention.MentionCommand.CollectMention;
import org.parvis.listening.mention.MentionCommand.ConfirmReading;
import org.parvis.listening.mention.MentionCommand.CorrectMention;
import org.parvis.listening.mention.MentionCommand.NoticeDeletion;
import org.parvis.listening.mention.MentionCommand.NoticeEdit;

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
            "1");
    private static final MentionDeletedAtOrigin DELETED = new MentionDeletedAtOrigin("m1", BRAND, AT);

    private final AggregateTestFixture<Mention> fixture = new AggregateTestFixture<>(Mention.class);

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
                .expectEvents(new MentionCorrected("m1", BRAND, null, null, Intent.QUESTION));
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new CorrectMention("m1", BRAND, "en", -0.6, Intent.CRITICISM))
                .expectEvents(new MentionReadingConfirmed("m1", BRAND));
    }

    @Test
    void isFoundRightOnceAndNotAfterSomebodyKnewBetter() {
        fixture.given(COLLECTED, CLASSIFIED)
                .when(new ConfirmReading("m1", BRAND))
                .expectEvents(new MentionReadingConfirmed("m1", BRAND));
        fixture.given(COLLECTED, CLASSIFIED, new MentionReadingConfirmed("m1", BRAND))
                .when(new ConfirmReading("m1", BRAND))
                .expectNoEvents();
        fixture.given(COLLECTED, CLASSIFIED, new MentionCorrected("m1", BRAND, null, null, Intent.QUESTION))
                .when(new ConfirmReading("m1", BRAND))
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
