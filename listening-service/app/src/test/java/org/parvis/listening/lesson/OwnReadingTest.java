package org.parvis.listening.lesson;

import static org.parvis.listening.Refusals.refusedBecause;

import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.OwnReadingChosen;
import org.parvis.listening.api.OwnReadingTaught;
import org.parvis.listening.api.ReadingAxis;
import org.parvis.listening.api.TaughtLesson;
import org.parvis.listening.lesson.LessonCommand.ChooseReading;
import org.parvis.listening.lesson.LessonCommand.TeachReading;

class OwnReadingTest {

    private static final String BRAND = "helianthe";
    private static final List<TaughtLesson> LESSONS =
            List.of(new TaughtLesson("fr", ReadingAxis.TONE, 40, 25, 34, "weights"));

    private final AggregateTestFixture<OwnReading> fixture = new AggregateTestFixture<>(OwnReading.class);

    private static TeachReading teach(int version) {
        return new TeachReading(BRAND, version, "learned-2", LESSONS, 900, 80, List.of());
    }

    private static OwnReadingTaught taught(int version, String shipped) {
        return new OwnReadingTaught(BRAND, version, shipped, LESSONS, 900, 80, List.of());
    }

    private static ChooseReading choose(int version) {
        return new ChooseReading(BRAND, version, "learned-2");
    }

    @Test
    void aVersionThatWasMadeIsNotInForceByThat() {
        fixture.givenNoPriorActivity().when(teach(1)).expectEvents(taught(1, "learned-2"));
        fixture.given(taught(1, "learned-2")).when(teach(2)).expectEvents(taught(2, "learned-2"));
    }

    @Test
    void nobodyMakesAVersionTwiceOrLeavesOneOut() {
        fixture.given(taught(1, "learned-2")).when(teach(1)).expectException(refusedBecause("READING_MOVED_ON"));
        fixture.given(taught(1, "learned-2")).when(teach(3)).expectException(refusedBecause("READING_MOVED_ON"));
    }

    @Test
    void nothingIsMadeOfNothing() {
        fixture.givenNoPriorActivity()
                .when(new TeachReading(BRAND, 1, "learned-2", List.of(), 900, 0, List.of()))
                .expectException(refusedBecause("TOO_LITTLE_SAID"));
    }

    @Test
    void somebodyPutsAVersionInForceAndGoesBack() {
        fixture.given(taught(1, "learned-2")).when(choose(1)).expectEvents(new OwnReadingChosen(BRAND, 1, 0));
        fixture.given(taught(1, "learned-2"), new OwnReadingChosen(BRAND, 1, 0))
                .when(choose(0))
                .expectEvents(new OwnReadingChosen(BRAND, 0, 1));
        fixture.given(taught(1, "learned-2"), new OwnReadingChosen(BRAND, 1, 0))
                .when(choose(1))
                .expectNoEvents();
        fixture.givenNoPriorActivity().when(choose(0)).expectNoEvents();
    }

    @Test
    void whatWasNeverMadeIsNotPutInForce() {
        fixture.givenNoPriorActivity().when(choose(1)).expectException(refusedBecause("READING_UNKNOWN"));
        fixture.given(taught(1, "learned-2")).when(choose(-1)).expectException(refusedBecause("READING_UNKNOWN"));
    }

    @Test
    void whatAddsToAnotherProgramsReadingIsNotPutInForce() {
        fixture.given(taught(1, "learned-1"))
                .when(choose(1))
                .expectException(refusedBecause("READING_OF_ANOTHER_PROGRAM"));
        fixture.given(taught(1, "learned-1"), new OwnReadingChosen(BRAND, 1, 0))
                .when(choose(0))
                .expectEvents(new OwnReadingChosen(BRAND, 0, 1));
    }
}
