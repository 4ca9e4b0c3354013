package org.parvis.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AtOnceTest {

    @Test
    void answersAreInTheOrderOfWhatWasAskedAlsoThoseThatAreNone() {
        var tasks = IntStream.range(0, 200)
                .mapToObj(number -> (Callable<@Nullable Integer>) () -> number % 3 == 0 ? null : number)
                .toList();
        assertThat(AtOnce.all(tasks)).hasSize(200).startsWith(null, 1, 2, null).endsWith(196, 197, null, 199);
    }

    @Test
    void aFailureIsToldOnceAllHaveEnded() {
        var ended = new AtomicInteger();
        Callable<@Nullable Integer> well = ended::incrementAndGet;
        Callable<@Nullable Integer> ill = () -> {
            throw new IllegalStateException("not taken");
        };
        assertThatThrownBy(() -> AtOnce.all(List.of(ill, well, well))).hasMessage("not taken");
        assertThat(ended).hasValue(2);
    }
}
