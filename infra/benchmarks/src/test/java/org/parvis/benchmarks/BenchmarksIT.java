package org.parvis.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the benchmarks able to run, and their sides equal in result; says nothing about speed. */
class BenchmarksIT {

    @Test
    void everySideDoesItsWorkAndIsCompared() throws Exception {
        var output = new ByteArrayOutputStream();
        Benchmarks.run(
                List.of("--rounds", "1", "--warm-ups", "0", "--seconds", "0.2", "--events", "2000"),
                new PrintStream(output, true, UTF_8));
        assertThat(output.toString(UTF_8)).contains("goal 1", "goal 2", "goal 7", "fsync=on", "synchronous_commit=on");
    }
}
