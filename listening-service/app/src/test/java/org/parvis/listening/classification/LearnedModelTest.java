package org.parvis.listening.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LearnedModelTest {

    private static final int PLANT = 0;
    private static final int ANIMAL = 1;

    private static final List<Labelled> TEXTS = IntStream.range(0, 40)
            .mapToObj(i -> i % 2 == 0
                    ? new Labelled("the oak and the birch grew leaves in year " + i, PLANT)
                    : new Labelled("the badger and the heron ate fish in year " + i, ANIMAL))
            .toList();

    private static final Training TRAINING = new Training("en", 1, 3);
    private static final LearnedModel MODEL = TRAINING.train(TEXTS, 2);

    private static LearnedModel.Reading read(LearnedModel model, String text) {
        var seen = TRAINING.see(text);
        return model.read(seen.features(), seen.signs());
    }

    @Test
    void tellsWhatItLearnedToTell() {
        assertThat(read(MODEL, "a birch").likeliest()).isEqualTo(PLANT);
        assertThat(read(MODEL, "two herons and a badger").likeliest()).isEqualTo(ANIMAL);
    }

    @Test
    void namesTheWordsThatDecided() {
        var text = "Yesterday the Badger saw a tree";

        assertThat(read(MODEL, text).words(Features.of(text), ANIMAL, PLANT)).startsWith("Badger");
        assertThat(read(MODEL, text).words(Features.of(text), PLANT, ANIMAL)).doesNotContain("Badger");
    }

    @Test
    void isTheSameAfterItWasWrittenAndRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        MODEL.write(bytes);
        var again = LearnedModel.read(new ByteArrayInputStream(bytes.toByteArray()));

        for (var text : List.of("an oak", "a heron eats", "")) {
            assertThat(read(again, text).probabilities())
                    .isEqualTo(read(MODEL, text).probabilities());
        }
    }

    @Test
    void refusesWhatIsNoModel() {
        assertThatThrownBy(() -> LearnedModel.read(new ByteArrayInputStream(new byte[40])))
                .isInstanceOf(IOException.class);
    }

    @Property(tries = 300)
    void givesProbabilitiesForAnyText(@ForAll String text) {
        var p = read(MODEL, text).probabilities();
        assertThat(p[PLANT] + p[ANIMAL]).isCloseTo(1, within(1e-9));
        assertThat(p[PLANT]).isBetween(0.0, 1.0);
    }

    @Property(tries = 300)
    void seesTheSameInLinksHandlesNumbersAndCapitals(@ForAll int seed) {
        var one = "Flight " + Math.floorMod(seed, 1000) + " was late @someone" + Math.floorMod(seed, 7)
                + " https://a.example/" + seed;
        var other = "FLIGHT 12 WAS LATE @another http://b.example";
        assertThat(read(MODEL, one).probabilities())
                .isEqualTo(read(MODEL, other).probabilities());
    }
}
