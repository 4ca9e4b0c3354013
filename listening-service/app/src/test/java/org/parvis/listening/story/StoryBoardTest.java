package org.parvis.listening.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.parvis.listening.PublicData;

/** A small part of what the benchmark measures: stories of real texts are found, and kept apart. */
class StoryBoardTest {

    @Test
    void findsTheStoriesOfRealTexts() throws Exception {
        PublicData.folder("sentiment");
        var said = new ByteArrayOutputStream();
        var reached = StoryBoard.run(new PrintStream(said, true, UTF_8), 120, 40);
        System.out.println(said.toString(UTF_8));
        assumeThat(said.toString(UTF_8)).doesNotContain("skipped");
        assertThat(reached).as(said.toString(UTF_8)).isTrue();
    }
}
