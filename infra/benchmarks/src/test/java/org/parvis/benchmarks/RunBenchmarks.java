package org.parvis.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmarks in full, started by the profile {@code benchmarks} only; fails when a goal is missed. */
class RunBenchmarks {

    @Test
    void reachesTheGoals() throws Exception {
        String arguments = System.getProperty("benchmarks.arguments", "").strip();
        List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split("\\s+"));
        assertThat(Benchmarks.run(words, System.out)).isTrue();
    }
}
