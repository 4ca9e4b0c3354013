package org.parvis.listening.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Measures on public sets; the figures go to the log of the build. All of them: {@link ReadingBoard}. */
class ClassifierMeasureTest {

    private final Classifier classifier = new Classifier();

    @SuppressWarnings("NullAway.Init")
    private PublicSets sets;

    @BeforeEach
    void find() {
        var found = PublicSets.find();
        if (found.isEmpty()) {
            System.err.println("SKIPPED: no folder shared/data beside this checkout, nothing was measured");
        }
        assumeThat(found).as("public test data present").isPresent();
        sets = found.orElseThrow();
    }

    @Test
    void toneOfTweetsIsLearnedFromOthers() throws IOException {
        for (var language : List.of("french", "english")) {
            var training = new Training(language.substring(0, 2), ShippedModels.RAREST, ShippedModels.COST);
            var model = training.train(sets.lines("sentiment/" + language + "_umsab/train"), LearnedTone.CLASSES);
            var tally = tally(LearnedTone.CLASSES, sets.lines("sentiment/" + language + "_umsab/val"), text -> {
                var seen = training.see(text);
                return model.read(seen.features(), seen.signs()).likeliest();
            });
            System.out.printf("tone, UMSAB %s: macro-F1 %.3f, %s%n", language, tally.macroF1(), tally);
            assertThat(tally.macroF1()).isGreaterThan(0.6);
        }
    }

    @Test
    void toneOfMessagesToAirlines() throws IOException {
        var tally = tally(LearnedTone.CLASSES, sets.airline(), text -> {
            double tone = classifier.classifyAs(text, "en").tone();
            return tone < -Classification.NEUTRAL ? 0 : tone > Classification.NEUTRAL ? 2 : 1;
        });
        System.out.printf("tone, airline: macro-F1 %.3f, %s%n", tally.macroF1(), tally);
        assertThat(tally.macroF1()).isGreaterThan(0.62);
    }

    @Test
    void languageOfTweets() throws IOException {
        var reader = new LanguageReader();
        for (var language : List.of("french", "english")) {
            var texts = sets.lines("sentiment/" + language + "_umsab/train");
            long right = texts.stream()
                    .filter(text -> reader.read(text.text(), Optional.empty()).equals(language.substring(0, 2)))
                    .count();
            System.out.printf("language %s: %.4f of %d%n", language, (double) right / texts.size(), texts.size());
            assertThat((double) right / texts.size()).isGreaterThan(0.985);
        }
    }

    @Test
    void abuseInEnglishTweets() throws IOException {
        var tally = tally(
                LearnedAbuse.CLASSES,
                sets.lines("toxic/olid/val"),
                text -> classifier.classifyAs(text, "en").abusive() ? 1 : 0);
        System.out.printf("abuse, OLID: macro-F1 %.3f, %s%n", tally.macroF1(), tally);
        assertThat(tally.macroF1()).isGreaterThan(0.6);
    }

    @Test
    void theSameTextsMakeTheModelThatIsShipped() throws IOException {
        var made = new ByteArrayOutputStream();
        ShippedModels.TONE_FR.make(sets).write(made);

        // How tightly it is packed may differ from machine to machine, what is packed may not.
        try (var shipped = Objects.requireNonNull(
                        Classifier.class.getResourceAsStream("/classification/" + ShippedModels.TONE_FR.file()));
                var one = new GZIPInputStream(shipped);
                var other = new GZIPInputStream(new ByteArrayInputStream(made.toByteArray()))) {
            assertThat(other.readAllBytes()).isEqualTo(one.readAllBytes());
        }
    }

    private static Tally tally(int classes, List<Labelled> texts, ToIntFunction<String> read) {
        var tally = new Tally(classes);
        texts.forEach(text -> tally.add(text.label(), read.applyAsInt(text.text())));
        return tally;
    }
}
