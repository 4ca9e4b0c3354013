package org.parvis.listening.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.parvis.listening.connector.Author;
import org.parvis.listening.connector.CollectedItem;
import org.parvis.listening.importing.ImportLine;
import org.parvis.listening.importing.LineProblem;

class TogetherTest {

    private final Together together = new Together(2);

    private static ImportLine says(long number, String id) {
        return new ImportLine.Message(
                number,
                new CollectedItem(
                        CollectedItem.Change.PRESENT,
                        "",
                        id,
                        new Author("leo", "leo", "Leo"),
                        Optional.empty(),
                        "words " + number,
                        "",
                        Instant.EPOCH,
                        Optional.empty(),
                        id,
                        Optional.empty()));
    }

    @Test
    void twoLinesOfOneMessageAreNeverTakenAtOnce() {
        together.add(says(1, "x"));
        assertThat(together.hasRoomFor(says(2, "x"))).isFalse();
        assertThat(together.hasRoomFor(says(2, "y"))).isTrue();
        assertThat(together.empty()).containsExactly(says(1, "x"));
        assertThat(together.hasRoomFor(says(2, "x"))).isTrue();
    }

    @Test
    void fewLinesAreTakenAtOnce() {
        together.add(says(1, "x"));
        together.add(new ImportLine.Refused(2, LineProblem.NO_TEXT));
        assertThat(together.hasRoomFor(says(3, "y"))).isFalse();
        assertThat(together.empty()).hasSize(2);
        assertThat(together.empty()).isEmpty();
    }
}
