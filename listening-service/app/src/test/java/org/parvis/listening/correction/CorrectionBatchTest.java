package org.parvis.listening.correction;

import static org.parvis.listening.Refusals.refusedBecause;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.CorrectionBatchBegun;
import org.parvis.listening.api.CorrectionBatchDone;
import org.parvis.listening.api.CorrectionBatchUndoBegun;
import org.parvis.listening.api.CorrectionBatchUndone;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.Leaning;
import org.parvis.listening.correction.CorrectionCommand.BeginBatch;
import org.parvis.listening.correction.CorrectionCommand.FinishBatch;
import org.parvis.listening.correction.CorrectionCommand.FinishUndo;
import org.parvis.listening.correction.CorrectionCommand.UndoBatch;
import org.parvis.listening.mention.Correction;

class CorrectionBatchTest {

    private static final String BRAND = "helianthe";
    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    private static final Correction AGAINST = new Correction(Leaning.NEGATIVE, Intent.CRITICISM);
    private static final Set<String> ASKED = Set.of("m1", "m2", "m3", "gone");
    private static final CorrectionBatchBegun BEGUN = new CorrectionBatchBegun(
            "b1", BRAND, Leaning.NEGATIVE, Intent.CRITICISM, List.of("m1", "m2", "m3"), 1, 1, 0, 0);
    private static final CorrectionBatchDone DONE = new CorrectionBatchDone("b1", BRAND, 2, 1, AT);
    private static final CorrectionBatchUndoBegun TAKEN_BACK =
            new CorrectionBatchUndoBegun("b1", BRAND, List.of("m1", "m2", "m3"));

    private final AggregateTestFixture<CorrectionBatch> fixture = new AggregateTestFixture<>(CorrectionBatch.class);

    private static BeginBatch begin(String brand, Correction correction, Set<String> asked, String... toCorrect) {
        return new BeginBatch("b1", brand, new Plan(correction, List.of(toCorrect), 1, 1, 0, 0), asked);
    }

    @Test
    void beginsWithWhatItSaysOfWhichMessages() {
        fixture.givenNoPriorActivity()
                .when(begin(BRAND, AGAINST, ASKED, "m1", "m2", "m3"))
                .expectEvents(BEGUN);
    }

    @Test
    void doesNotBeginForNothing() {
        fixture.givenNoPriorActivity()
                .when(begin(BRAND, AGAINST, Set.of("gone")))
                .expectException(refusedBecause("NOTHING_TO_CORRECT"));
    }

    @Test
    void theSameAgainChangesNothingThoughByThenThereIsNothingToCorrect() {
        fixture.given(BEGUN, DONE).when(begin(BRAND, AGAINST, ASKED)).expectNoEvents();
        fixture.given(BEGUN).when(begin(BRAND, AGAINST, ASKED, "m3")).expectNoEvents();
    }

    @Test
    void anIdMeansOneBatch() {
        fixture.given(BEGUN)
                .when(begin(BRAND, new Correction(null, Intent.CRITICISM), ASKED, "m1"))
                .expectException(refusedBecause("BATCH_SAYS_OTHERWISE"));
        fixture.given(BEGUN)
                .when(begin(BRAND, AGAINST, Set.of("m1", "m4"), "m4"))
                .expectException(refusedBecause("BATCH_SAYS_OTHERWISE"));
        fixture.given(BEGUN)
                .when(begin("borealis", AGAINST, ASKED, "m1"))
                .expectException(refusedBecause("BATCH_OF_ANOTHER_BRAND"));
    }

    @Test
    void tellsOnceHowManyWereCorrected() {
        fixture.given(BEGUN).when(new FinishBatch("b1", BRAND, 2, AT)).expectEvents(DONE);
        fixture.given(BEGUN, DONE)
                .when(new FinishBatch("b1", BRAND, 0, AT.plusSeconds(9)))
                .expectNoEvents();
    }

    @Test
    void isTakenBackOnceAndForADay() {
        fixture.given(BEGUN, DONE)
                .when(new UndoBatch("b1", BRAND, AT.plus(Duration.ofHours(24))))
                .expectEvents(TAKEN_BACK);
        fixture.given(BEGUN, DONE, TAKEN_BACK)
                .when(new UndoBatch("b1", BRAND, AT.plus(Duration.ofHours(25))))
                .expectNoEvents();
        fixture.given(BEGUN, DONE)
                .when(new UndoBatch("b1", BRAND, AT.plus(Duration.ofHours(24)).plusMillis(1)))
                .expectException(refusedBecause("TOO_LATE_TO_UNDO"));
    }

    @Test
    void isTakenBackWhileItIsStillSaid() {
        fixture.given(BEGUN).when(new UndoBatch("b1", BRAND, AT)).expectEvents(TAKEN_BACK);
        fixture.given(BEGUN, TAKEN_BACK)
                .when(new FinishBatch("b1", BRAND, 2, AT))
                .expectEvents(DONE);
    }

    @Test
    void tellsOnceHowManyAreReadAsBefore() {
        fixture.given(BEGUN, DONE, TAKEN_BACK)
                .when(new FinishUndo("b1", BRAND, 1, AT))
                .expectEvents(new CorrectionBatchUndone("b1", BRAND, 1, 1, AT));
        fixture.given(BEGUN, DONE, TAKEN_BACK, new CorrectionBatchUndone("b1", BRAND, 1, 1, AT))
                .when(new FinishUndo("b1", BRAND, 2, AT))
                .expectNoEvents();
    }
}
