package org.parvis.listening.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.boot.InvalidInput;

class MarksTest {

    private static final Marks MARKS = Marks.of(List.of("a", "b", "c", "d"), List.of("d", "e"));

    @Test
    void onlyTheSampleCounts() {
        var agreement = MARKS.among(List.of("a", "b", "e", "unmarked"));

        assertThat(agreement.right()).isEqualTo(2);
        assertThat(agreement.of()).isEqualTo(3);
    }

    @Test
    void whatIsMarkedBothWaysIsNotRight() {
        assertThat(MARKS.of("d")).isFalse();
    }

    @Test
    void othersWait() {
        assertThat(MARKS.without(List.of("a", "e"))).isEqualTo(Marks.of(List.of("b", "c"), List.of("d")));
    }

    @Test
    void areBounded() {
        var many =
                IntStream.rangeClosed(0, Marks.MOST).mapToObj(String::valueOf).toList();

        assertThatThrownBy(() -> Marks.of(many, null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Marks.of(null, List.of("x".repeat(200)))).isInstanceOf(InvalidInput.class);
    }
}
