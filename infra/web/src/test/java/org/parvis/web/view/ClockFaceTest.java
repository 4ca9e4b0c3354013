package org.parvis.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.parvis.web.view.ClockFace.State;

class ClockFaceTest {

    private static final Instant START = Instant.parse("2026-11-23T07:00:00Z");
    private static final Instant DUE = START.plus(Duration.ofMinutes(100));

    @Test
    void isCalmThenSoonInTheLastFifthThenBreached() {
        assertThat(at(0).state()).isEqualTo(State.CALM);
        assertThat(at(79).state()).isEqualTo(State.CALM);
        assertThat(at(80).state()).isEqualTo(State.SOON);
        assertThat(at(100).state()).isEqualTo(State.SOON);
        assertThat(at(106).state()).isEqualTo(State.BREACHED);
    }

    @Test
    void saysWhatIsLeftAndThenHowLateItIs() {
        assertThat(at(82).span()).isEqualTo(Duration.ofMinutes(18));
        assertThat(at(106).span()).isEqualTo(Duration.ofMinutes(6));
    }

    @Property
    void fillsItsRingOnceHoweverOddTheTimes(
            @ForAll @IntRange(min = -10_000, max = 10_000) int due, @ForAll @IntRange(max = 100_000) int now) {
        var face = ClockFace.running(START, START.plusSeconds(due), START.plusSeconds(now));

        assertThat(face.filled()).isBetween(0, 100);
        assertThat(face.span()).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    private static ClockFace at(int minutes) {
        return ClockFace.running(START, DUE, START.plus(Duration.ofMinutes(minutes)));
    }
}
