package org.parvis.publishing.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WeekTest {

    private static String range(LocalDate monday, Locale locale) {
        return Week.of(monday, monday, List.of(), List.of(), Instant.EPOCH, locale)
                .range(locale);
    }

    @Test
    void namesOnlyTheMonthsAndYearsItNeeds() {
        assertThat(range(LocalDate.of(2026, 11, 23), Locale.ENGLISH)).isEqualTo("23–29 November 2026");
        assertThat(range(LocalDate.of(2026, 9, 28), Locale.ENGLISH)).isEqualTo("28 September – 4 October 2026");
        assertThat(range(LocalDate.of(2026, 12, 28), Locale.ENGLISH)).isEqualTo("28 December 2026 – 3 January 2027");
    }

    @Test
    void saysTheFirstAsFrenchDoes() {
        assertThat(range(LocalDate.of(2027, 2, 1), Locale.FRENCH)).isEqualTo("1er–7 février 2027");
        assertThat(range(LocalDate.of(2026, 10, 26), Locale.FRENCH)).isEqualTo("26 octobre – 1er novembre 2026");
    }
}
