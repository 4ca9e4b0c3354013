package org.parvis.boot.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void goesOnWithTheTraceOfTheCaller() {
        assertThat(Trace.of("00-" + ID + "-00f067aa0ba902b7-01")).hasValue(new Trace(ID));
        assertThat(Trace.of("01-" + ID + "-00f067aa0ba902b7-00"))
                .as("a later version of the standard")
                .hasValue(new Trace(ID));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "x",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\nX: y"
            })
    void believesNothingElse(String header) {
        assertThat(Trace.of(header)).isEmpty();
    }

    @RepeatedTest(20)
    void saysOnTheWireWhatItIs() {
        var trace = Trace.begin();
        assertThat(Trace.of(trace.parent())).hasValue(trace);
        assertThat(Trace.begin()).isNotEqualTo(trace);
    }
}
