package org.parvis.crm.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.boot.InvalidInput;

class HoldFormTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void holdsUntilTheEndOfTheReadersDay() {
        assertThat(HoldForm.endOf("2027-01-31", PARIS)).isEqualTo(Instant.parse("2027-01-31T23:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+99999-01-01", "-0044-03-15", "some day"})
    void refusesADayThatNoReadModelCouldHold(String day) {
        assertThatThrownBy(() -> HoldForm.endOf(day, PARIS)).isInstanceOf(InvalidInput.class);
    }
}
