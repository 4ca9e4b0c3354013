package org.parvis.listening.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UnderWayTest {

    private static int beginAll(UnderWay underWay, String brand) {
        var begun = 0;
        while (underWay.begin(brand)) {
            begun++;
        }
        return begun;
    }

    @Test
    void aBrandAloneGetsHalfOfThePlaces() {
        var underWay = new UnderWay(32);
        assertThat(beginAll(underWay, "a")).isEqualTo(16);
        assertThat(beginAll(underWay, "b")).as("half of what is left").isEqualTo(8);
        underWay.end("a");
        assertThat(underWay.begin("a"))
                .as("it has more than the others may have")
                .isFalse();
        assertThat(underWay.begin("b")).isTrue();
    }

    @Test
    void whatEndsLeavesNoTrace() {
        var underWay = new UnderWay(2);
        assertThat(underWay.begin("a")).isTrue();
        underWay.end("a");
        assertThat(underWay.byBrand()).isEmpty();
        assertThat(underWay.free()).isEqualTo(2);
    }

    @Property
    void noBrandHasMoreThanHalfAndWhoHasNoneBeginsWhereverThereIsAPlace(
            @ForAll @Size(max = 300) List<@IntRange(min = -7, max = 7) Integer> steps) {
        var underWay = new UnderWay(16);
        var begun = new ArrayList<Integer>();
        for (int step : steps) {
            var brand = Math.abs(step);
            if (step < 0 && begun.remove((Integer) brand)) {
                underWay.end(Integer.toString(brand));
            } else if (step > 0) {
                var has = Collections.frequency(begun, brand);
                var free = underWay.free();
                assertThat(underWay.begin(Integer.toString(brand))).isEqualTo(has < free);
                if (has < free) {
                    begun.add(brand);
                }
            }
            assertThat(underWay.free()).isEqualTo(16 - begun.size());
            assertThat(underWay.byBrand())
                    .allSatisfy((name, many) -> assertThat(many)
                            .isEqualTo(Collections.frequency(begun, Integer.valueOf(name)))
                            .isLessThanOrEqualTo(8));
            assertThat(begun).hasSizeLessThanOrEqualTo(16);
        }
    }
}
