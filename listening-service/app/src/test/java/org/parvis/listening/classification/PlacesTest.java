package org.parvis.listening.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlacesTest {

    private static final int BOUND = 300;

    @Property
    void aNumberStandsWhereASearchFindsIt(@ForAll Set<@IntRange(max = BOUND - 1) Integer> numbers) {
        var ascending = numbers.stream().mapToInt(i -> i).sorted().toArray();
        var places = new Places(ascending, BOUND);

        for (int number = 0; number < BOUND; number++) {
            assertThat(places.of(number)).isEqualTo(Math.max(-1, Arrays.binarySearch(ascending, number)));
        }
    }
}
