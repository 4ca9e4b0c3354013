package org.parvis.crm.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T23:10:00Z, 2026-11-23T02:00:00Z",
        "2026-11-22T22:59:00Z, 2026-11-23T02:00:00Z",
        "2026-11-23T01:59:59Z, 2026-11-23T02:00:00Z",
        "2026-11-23T02:00:00Z, 2026-11-24T02:00:00Z",
        "2026-11-23T12:00:00Z, 2026-11-24T02:00:00Z",
        "2027-03-27T12:00:00Z, 2027-03-28T01:00:00Z"
    })
    void looksAgainAtTheNextQuietHourOfTheBrand(Instant now, Instant next) {
        assertThat(Runs.nextQuietHour(now, ZoneId.of("Europe/Paris"))).isEqualTo(next);
    }
}
