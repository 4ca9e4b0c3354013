package org.parvis.listening.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NabBoardTest {

    @Test
    void scoresAsTheBenchmarkPublishedForADetectorWrittenAnew() throws IOException {
        var board = NabBoard.open();
        assumeThat(board).as("public series beside this checkout").isNotNull();
        if (board == null) {
            return;
        }
        assertThat(board.furthestFromPublished()).isLessThan(1e-6);
    }

    @Test
    void theDeliveredThresholdReachesTheGoals() throws IOException {
        var board = NabBoard.open();
        assumeThat(board).as("public series beside this checkout").isNotNull();
        if (board == null) {
            return;
        }
        var output = new ByteArrayOutputStream();
        assertThat(AlarmBoard.goals(board, new PrintStream(output, true, StandardCharsets.UTF_8)))
                .as(() -> output.toString(StandardCharsets.UTF_8))
                .isTrue();
    }
}
