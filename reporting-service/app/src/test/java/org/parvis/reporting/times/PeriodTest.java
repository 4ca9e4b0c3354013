package org.parvis.reporting.times;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.boot.InvalidInput;

class PeriodTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static Period of(@Nullable String from, @Nullable String to) {
        return Period.of(from, to, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void coversTwoWeeksUnlessAskedOtherwise() {
        assertThat(of(null, "")).isEqualTo(new Period(NOW.minus(Duration.ofDays(14)), NOW));
        assertThat(of("2026-11-01", "2026-11-02T12:00:00Z"))
                .isEqualTo(new Period(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-02T12:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday, 2026-11-02",
        "2026-11-02, 2026-11-01",
        "2020-01-01, 2026-01-01",
        "+300000-01-01T00:00:00Z, +300000-06-01T00:00:00Z",
        "'', -1000000000-01-01T00:00:00Z"
    })
    void refusesWhatIsNoPeriod(String from, String to) {
        assertThatThrownBy(() -> of(from, to)).isInstanceOf(InvalidInput.class);
    }
}
