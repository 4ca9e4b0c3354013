package org.parvis.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DatesTest {

    private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);
    private static final LocalDate SECOND = LocalDate.of(2027, 1, 2);
    private static final Path SCRIPTS = Path.of("src/main/resources/static/assets/parvis");

    /** What writes a day or a month in a script; the scripts leave that to the server, so the rule is in one place. */
    private static final Pattern WRITES_DATES =
            Pattern.compile("toLocale(Date)?String|dateStyle|month\\s*:|day\\s*:|weekday\\s*:");

    @Test
    void writesTheFirstOfAMonthAsAnOrdinalInFrench() {
        assertThat(Dates.write("d MMMM yyyy", Locale.FRENCH, FIRST)).isEqualTo("1er janvier 2027");
        assertThat(Dates.write("EEEE d MMMM", Locale.FRANCE, FIRST)).isEqualTo("vendredi 1er janvier");
        assertThat(Dates.write("d MMM", Locale.CANADA_FRENCH, FIRST)).startsWith("1er janv");
        assertThat(Dates.day(Locale.FRENCH, FIRST)).isEqualTo("1er");
    }

    @Test
    void leavesEveryOtherDayAndLanguageAlone() {
        assertThat(Dates.write("d MMMM yyyy", Locale.FRENCH, SECOND)).isEqualTo("2 janvier 2027");
        assertThat(Dates.write("d MMMM", Locale.FRENCH, LocalDate.of(2027, 1, 11)))
                .isEqualTo("11 janvier");
        assertThat(Dates.write("d MMMM yyyy", Locale.ENGLISH, FIRST)).isEqualTo("1 January 2027");
        assertThat(Dates.day(Locale.FRENCH, SECOND)).isEqualTo("2");
        assertThat(Dates.day(Locale.ENGLISH, FIRST)).isEqualTo("1");
    }

    @Test
    void leavesNumbersAlone() {
        assertThat(Dates.write("dd/MM/yyyy", Locale.FRENCH, FIRST)).isEqualTo("01/01/2027");
        assertThat(Dates.write("EEE", Locale.FRENCH, FIRST)).isEqualTo("ven.");
        assertThat(Dates.write("HH:mm", Locale.FRENCH, LocalTime.of(1, 1))).isEqualTo("01:01");
    }

    @Test
    void scriptsWriteNoDates() throws IOException {
        try (var files = Files.list(SCRIPTS)) {
            var scripts = files.filter(file -> file.toString().endsWith(".js")).toList();
            assertThat(scripts)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(script -> assertThat(Files.readString(script)).doesNotContainPattern(WRITES_DATES));
        }
    }
}
