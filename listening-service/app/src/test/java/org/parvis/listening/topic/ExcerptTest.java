package org.parvis.listening.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.parvis.listening.matching.Hit;

class ExcerptTest {

    private static String whole(List<Excerpt.Part> parts) {
        return parts.stream().map(Excerpt.Part::text).collect(Collectors.joining());
    }

    @Test
    void marksWhatWasFound() {
        assertThat(Excerpt.of("The wifi is slow", List.of(new Hit.Span(4, 8))))
                .extracting(Excerpt.Part::text, Excerpt.Part::found)
                .containsExactly(tuple("The ", false), tuple("wifi", true), tuple(" is slow", false));
    }

    @Test
    void cutsALongTextAroundTheFirstPlace() {
        var text = "a".repeat(1_000) + " wifi " + "b".repeat(1_000);
        var parts = Excerpt.of(text, List.of(new Hit.Span(1_001, 1_005)));

        assertThat(parts.getFirst().text()).isEqualTo("… ");
        assertThat(parts.getLast().text()).isEqualTo(" …");
        assertThat(parts).contains(new Excerpt.Part("wifi", true));
    }

    @Property
    void losesAndDoublesNothingHoweverPlacesOverlap(
            @ForAll @Size(max = 8) List<@IntRange(max = 40) Integer> starts,
            @ForAll @IntRange(min = 1, max = 9) int length) {
        var text = "0123456789".repeat(5);
        var places = new ArrayList<Hit.Span>();
        starts.stream().sorted().forEach(start -> places.add(new Hit.Span(start, start + length)));

        var parts = Excerpt.of(text, places);

        assertThat(whole(parts)).isEqualTo(text);
        int at = 0;
        for (var part : parts) {
            int begin = at;
            int end = at += part.text().length();
            assertThat(part.found())
                    .isEqualTo(places.stream().anyMatch(place -> place.start() < end && place.end() > begin));
        }
    }
}
