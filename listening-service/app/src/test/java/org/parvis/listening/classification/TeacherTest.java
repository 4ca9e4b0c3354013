package org.parvis.listening.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.Leaning;
import org.parvis.listening.api.ReadingAxis;
import org.parvis.listening.classification.Teacher.Taught;

class TeacherTest {

    private static final Classifier CLASSIFIER = new Classifier();
    private static final Teacher TEACHER = new Teacher(CLASSIFIER);

    /** In this trade a bouncy sole is what nobody wants and a stiff one is what all ask for. */
    private static final List<Taught> SAID = said(20);

    private static final List<Teacher.Made> MADE = TEACHER.teach(SAID);
    private static final Lessons LESSONS = lessons(MADE);

    private static List<Taught> said(int each) {
        var said = new ArrayList<Taught>();
        for (int i = 0; i < each; i++) {
            said.add(new Taught(
                    "Pair " + i + " has a bouncy sole on the left", "en", Leaning.NEGATIVE, Intent.CRITICISM));
            said.add(new Taught("Shop " + i + " sells them with a stiff sole", "en", Leaning.POSITIVE, Intent.PRAISE));
        }
        return said;
    }

    private static Lessons lessons(List<Teacher.Made> made) {
        return new Lessons(
                1,
                made.stream()
                        .collect(Collectors.<Teacher.Made, Lessons.Of, Lesson>toMap(
                                Teacher.Made::of, Teacher.Made::lesson)));
    }

    private static Classification read(String text, Lessons lessons) {
        return CLASSIFIER.classify(text, Optional.of("en"), lessons);
    }

    @Test
    void readsAsPeopleOfTheBrandSaid() {
        var text = "My shoe has a bouncy sole on the left";
        var before = read(text, Lessons.NONE);
        var after = read(text, LESSONS);

        assertThat(Classification.leaning(before.tone())).isNotEqualTo(Leaning.NEGATIVE);
        assertThat(Classification.leaning(after.tone())).isEqualTo(Leaning.NEGATIVE);
        assertThat(after.intent()).isEqualTo(Intent.CRITICISM);
        assertThat(Classification.leaning(
                        read("Shoes that come with a stiff sole", LESSONS).tone()))
                .isEqualTo(Leaning.POSITIVE);
    }

    @Test
    void namesTheWordsThatWereTaught() {
        var reasons = read("My shoe has a bouncy sole on the left", LESSONS).reasons().stream()
                .collect(Collectors.toMap(ClassificationReason::code, ClassificationReason::terms));

        assertThat(reasons).containsKeys("TONE_TAUGHT", "INTENT_TAUGHT");
        assertThat(reasons.get("TONE_TAUGHT")).contains("bouncy");
    }

    @Test
    void otherMessagesAreReadAsBefore() {
        for (var text : List.of(
                "The train to Lyon was late again and nobody told us why",
                "Thank you so much for the quick help yesterday!",
                "Where can I find the opening hours?")) {
            var shipped = read(text, Lessons.NONE);
            var read = read(text, LESSONS);
            assertThat(Classification.leaning(read.tone())).as(text).isEqualTo(Classification.leaning(shipped.tone()));
            assertThat(read.intent()).as(text).isEqualTo(shipped.intent());
            assertThat(read.reasons()).as(text).isEqualTo(shipped.reasons());
        }
    }

    @Test
    void tellsHowItDoesOnMessagesItDidNotLearnFrom() {
        assertThat(MADE)
                .extracting(Teacher.Made::of)
                .containsExactly(new Lessons.Of("en", ReadingAxis.TONE), new Lessons.Of("en", ReadingAxis.INTENT));
        for (var made : MADE) {
            assertThat(made.mark().texts()).isEqualTo(40);
            assertThat(made.mark().after()).isGreaterThan(made.mark().before()).isEqualTo(40);
        }
    }

    @Test
    void learnsNothingOfFewMessagesOrOfALanguageThatNobodyReads() {
        assertThat(TEACHER.teach(said(9))).isEmpty();
        assertThat(TEACHER.teach(SAID.stream()
                        .map(one -> new Taught(one.text(), "nl", one.tone(), one.intent()))
                        .toList()))
                .isEmpty();
    }

    @Test
    void theSameMessagesTeachTheSame() {
        assertThat(TEACHER.teach(SAID))
                .extracting(made -> made.lesson().packed())
                .isEqualTo(MADE.stream().map(made -> made.lesson().packed()).toList());
    }

    @Test
    void aSignOfACrisisStaysOne() {
        var text = "Explosion at the plant, several injured, people evacuated";
        var said = new ArrayList<>(SAID);
        for (int i = 0; i < 30; i++) {
            said.add(new Taught(text + " " + i, "en", Leaning.NEUTRAL, Intent.OTHER));
        }
        assertThat(read(text, Lessons.NONE).intent()).isEqualTo(Intent.CRISIS_SIGN);
        assertThat(read(text, lessons(TEACHER.teach(said))).intent()).isEqualTo(Intent.CRISIS_SIGN);
    }

    @Test
    void isTheSameAfterItWasPutOnRecord() {
        for (var made : MADE) {
            var again = Lesson.unpacked(made.of().axis(), made.lesson().packed());
            assertThat(again.packed()).isEqualTo(made.lesson().packed());
            assertThat(made.lesson().packed()).hasSizeLessThan(20_000);
        }
    }

    @Test
    void aLessonForAnotherAxisIsNone() {
        var tone = MADE.getFirst().lesson().packed();
        assertThatThrownBy(() -> Lesson.unpacked(ReadingAxis.INTENT, tone))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Lesson.unpacked(ReadingAxis.TONE, "bm8gbGVzc29u"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void whoeverTaughtNothingReadsAsShipped(@ForAll String text) {
        var none = new Lessons(
                3,
                Map.of(
                        new Lessons.Of("en", ReadingAxis.TONE),
                        Lesson.rounded(3, new int[0], new double[0]),
                        new Lessons.Of("en", ReadingAxis.INTENT),
                        Lesson.rounded(7, new int[0], new double[0])));
        var shipped = CLASSIFIER.classifyAs(text, "en");
        var read = CLASSIFIER.classifyAs(text, "en", none);
        assertThat(read.intent()).isEqualTo(shipped.intent());
        assertThat(read.tone()).isEqualTo(shipped.tone());
        assertThat(read.reasons()).isEqualTo(shipped.reasons());
    }
}
