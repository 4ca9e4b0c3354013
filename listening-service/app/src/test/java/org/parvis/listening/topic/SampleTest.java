package org.parvis.listening.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static List<String> drawn(Collection<Integer> messages) {
        var sample = new Sample(QueryTrial.SAMPLE);
        messages.forEach(message -> sample.add("m-" + message));
        return sample.ids();
    }

    @Property
    void isTheSameInWhateverOrderMessagesCome(@ForAll Set<Integer> messages) {
        var backwards = List.copyOf(messages).reversed();

        assertThat(drawn(backwards)).isEqualTo(drawn(messages)).hasSize(Math.min(QueryTrial.SAMPLE, messages.size()));
    }

    @Property
    void whatStaysInTheWholeStaysInTheSample(@ForAll Set<Integer> messages, @ForAll Set<Integer> leaving) {
        var rest = new HashSet<>(messages);
        rest.removeAll(leaving);
        var expected = drawn(messages).stream()
                .filter(id -> rest.contains(Integer.parseInt(id.substring(2))))
                .toList();

        assertThat(drawn(rest)).startsWith(expected.toArray(String[]::new));
    }

    @Test
    void drawsFromTheWholeAndNotFromOneEnd() {
        var drawn = drawn(IntStream.range(0, 1_000).boxed().toList()).stream()
                .map(id -> Integer.parseInt(id.substring(2)))
                .toList();

        for (int quarter = 0; quarter < 4; quarter++) {
            int from = quarter * 250;
            assertThat(drawn).as("from %d", from).anyMatch(message -> message >= from && message < from + 250);
        }
    }
}
