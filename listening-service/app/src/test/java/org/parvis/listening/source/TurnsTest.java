package org.parvis.listening.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(2, Duration.ZERO);

    @Test
    void aSourceHasOneAtATime() {
        var turn = turns.of("a").orElseThrow();
        assertThat(turns.of("a")).isEmpty();
        turn.close();
        assertThat(turns.of("a")).isPresent();
    }

    @Test
    void fewSourcesHaveOneAtATime() {
        var first = turns.of("a").orElseThrow();
        assertThat(turns.of("b")).isPresent();
        assertThat(turns.of("c")).isEmpty();
        first.close();
        assertThat(turns.of("c")).as("whoever got none holds none").isPresent();
    }
}
