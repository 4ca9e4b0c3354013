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
                List.of(
                        "--rounds",
                        "1",
                        "--warm-ups",
                        "0",
                        "--seconds",
                        "0.2",
                        "--events",
                        "4000",
                        "--bundle",
                        "2500",
                        "append",
                        "import",
                        "read",
                        "rebuild",
                        "bundle"),
                new PrintStream(output, true, UTF_8));
        assertThat(output.toString(UTF_8))
                .contains("fsync=on", "synchronous_commit=on")
                .contains("goal 1", "goal 2", "goal 3", "goal 4", "goal 5", "goal 6", "goal 7", "goal 8", "goal 9")
                .contains("verifier, 1024 MB of heap", "2500 entries are, byte for byte", "VERIFIED");
    }

    @Test
    void bothMatchersFindTheSame() throws Exception {
        var output = new ByteArrayOutputStream();
        Benchmarks.run(
                List.of("--rounds", "1", "--warm-ups", "0", "--queries", "100", "match"),
                new PrintStream(output, true, UTF_8));
        assertThat(output.toString(UTF_8)).contains("goal 10");
    }

    @Test
    void everySideWorksOnATableThatIsFullAlready() throws Exception {
        var output = new ByteArrayOutputStream();
        Benchmarks.run(
                List.of(
                        "--rounds",
                        "1",
                        "--warm-ups",
                        "0",
                        "--seconds",
                        "0.2",
                        "--events",
                        "4000",
                        "--prefill",
                        "3000",
                        "append",
                        "import",
                        "read",
                        "rebuild"),
                new PrintStream(output, true, UTF_8));
        assertThat(output.toString(UTF_8))
                .contains("3,000 entries on the disk")
                .contains("goal 1", "goal 3", "goal 5", "goal 6", "goal 7", "goal 8");
    }

    /** Fails by itself when a post is missing somewhere, or there twice, or out of order. */
    @Test
    void everyPostComesThroughOnceAndInItsOrder() throws Exception {
        var output = new ByteArrayOutputStream();
        Benchmarks.run(
                List.of(
                        "--rounds",
                        "1",
                        "--warm-ups",
                        "0",
                        "--posts",
                        "200",
                        "--topics",
                        "100",
                        "--usual",
                        "0.5",
                        "--minutes",
                        "0.05",
                        "ingest"),
                new PrintStream(output, true, UTF_8));
        assertThat(output.toString(UTF_8))
                .contains("goal 11", "goal 12", "services: ")
                .contains("none overtook another of its source or conversation");
    }
}
