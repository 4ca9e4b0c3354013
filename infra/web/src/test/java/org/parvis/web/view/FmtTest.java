package org.parvis.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

class FmtTest {

    private static final Instant NOW = Instant.parse("2026-11-23T07:12:40Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Fmt french = fmt(Locale.FRENCH);
    private final Fmt english = fmt(Locale.ENGLISH);

    @Test
    void writesNumbersAsTheReaderDoes() {
        assertThat(french.number(482_955)).isEqualTo("482\u202f955");
        assertThat(english.number(482_955)).isEqualTo("482,955");
        assertThat(french.percent(0.714)).isEqualTo("71\u202f%");
        assertThat(english.percent(0.714)).isEqualTo("71%");
    }

    @Test
    void namesTheZoneWhereverAnHourCouldBeMisread() {
        assertThat(french.timeZoned(NOW)).isEqualTo("08:12 CET");
        assertThat(french.timeIn(NOW, ZoneId.of("America/New_York"))).isEqualTo("02:12 EST");
        assertThat(french.timeIn(Instant.parse("2026-07-01T10:00:00Z"), ZoneId.of("America/New_York")))
                .isEqualTo("06:00 EDT");
        assertThat(french.stamp(NOW)).isEqualTo("23 novembre 2026, 08:12 CET");
    }

    @Test
    void headsAPageWithTheDayInTheReadersLanguage() {
        assertThat(french.headline(NOW)).isEqualTo("Lundi 23 novembre, 08:12");
        assertThat(english.headline(NOW)).isEqualTo("Monday 23 November, 08:12");
    }

    @Test
    void writesADayAsItWasSaidWhereverTheReaderIs() {
        assertThat(french.calendarDay(LocalDate.of(2027, 1, 1))).isEqualTo("1er janvier 2027");
        assertThat(english.calendarDay(LocalDate.of(2026, 12, 24))).isEqualTo("24 December 2026");
    }

    @Test
    void writesTheFirstOfAMonthAsFrenchDoes() {
        var first = Instant.parse("2026-11-01T07:12:40Z");
        assertThat(french.date(first)).isEqualTo("1er novembre 2026");
        assertThat(french.headline(first)).isEqualTo("Dimanche 1er novembre, 08:12");
        assertThat(french.stamp(first)).isEqualTo("1er novembre 2026, 08:12 CET");
        assertThat(french.brief(first)).isEqualTo("1er nov.");
        assertThat(french.age(first)).isEqualTo("1er nov.");
        assertThat(english.date(first)).isEqualTo("1 November 2026");
    }

    @Test
    void saysNoMoreOfATimeThanIsNeeded() {
        assertThat(english.brief(NOW.minus(Duration.ofHours(2)))).isEqualTo("06:12");
        assertThat(english.brief(Instant.parse("2026-11-21T21:51:00Z"))).isEqualTo("Sat 22:51");
        assertThat(english.brief(Instant.parse("2026-11-03T21:51:00Z"))).isEqualTo("3 Nov");
        assertThat(english.brief(Instant.parse("2025-11-03T21:51:00Z"))).isEqualTo("3 Nov 2025");
    }

    @Test
    void saysHowOldSomethingInAQueueIs() {
        assertThat(english.age(NOW.minusSeconds(59))).isEqualTo("now");
        assertThat(english.age(NOW.minusSeconds(360))).isEqualTo("6\u00a0min");
        assertThat(english.age(NOW.minus(Duration.ofHours(2)))).isEqualTo("2\u00a0h");
        assertThat(french.age(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("dim.");
        assertThat(french.ago(NOW.minusSeconds(360))).isEqualTo("il y a 6\u00a0min");
    }

    @Test
    void showsHashesByTheirEnds() {
        assertThat(english.hash("9f2c71d0aaaaaaaaaaaaaaaaaaaa41ab")).isEqualTo("9f2c 71d0 … 41ab");
        assertThat(english.hash("abc")).isEqualTo("abc");
        assertThat(english.hash(null)).isEmpty();
    }

    @Test
    void findsInitialsInWhateverPeopleCallThemselves() {
        assertThat(english.initials("Inès Caradec")).isEqualTo("IC");
        assertThat(english.initials("Paul-Henri Dace")).isEqualTo("PD");
        assertThat(english.initials("margaux_69")).isEqualTo("M6");
        assertThat(english.initials("élodie")).isEqualTo("É");
        assertThat(english.initials("\uD835\uDD38da")).isEqualTo("\uD835\uDD38");
        assertThat(english.initials("🎉🎉")).isEqualTo("?");
        assertThat(english.initials("")).isEqualTo("?");
        assertThat(english.initials(null)).isEqualTo("?");
    }

    private static Fmt fmt(Locale locale) {
        var messages = new StaticMessageSource();
        messages.addMessage("shell.time.now", Locale.ENGLISH, "now");
        messages.addMessage("shell.time.ago", Locale.FRENCH, "il y a {0}");
        messages.addMessage("shell.time.day", Locale.FRENCH, "j");
        return new Fmt(locale, PARIS, Clock.fixed(NOW, ZoneOffset.UTC), messages, file -> "/" + file);
    }
}
