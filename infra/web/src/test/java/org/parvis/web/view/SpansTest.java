package org.parvis.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT14S, 14 s",
        "PT59M59S, 59 min",
        "PT1H, 1 h",
        "PT94M, 1 h 34",
        "PT61M, 1 h 01",
        "PT32H14M, 32 h 14",
        "P3DT19H, 3 d 19 h",
        "P38DT5H, 38 d",
        "-PT6M, 6 min"
    })
    void writesAtMostTwoUnits(Duration length, String words) {
        assertThat(Spans.words(length, "d").replace('\u00a0', ' ')).isEqualTo(words);
    }

    @Property
    void neverBreaksBetweenANumberAndItsUnit(@ForAll @LongRange(max = 4_000_000_000L) long seconds) {
        assertThat(Spans.words(Duration.ofSeconds(seconds), "d")).doesNotContainPattern("\\d [a-z]");
    }
}
