package org.parvis.crm.suggestion.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.crm.suggestion.board.FeedbackLoop.Figures;
import org.parvis.crm.suggestion.board.FeedbackLoop.Step;
import org.parvis.crm.suggestion.board.FunnelView.Part;
import org.parvis.crm.suggestion.board.FunnelView.Passage;
import org.parvis.crm.suggestion.board.FunnelView.Station;
import org.parvis.web.view.Fmt;
import org.springframework.context.support.StaticMessageSource;

class FunnelViewTest {

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Step NOBODY = new Step(null, null);

    private static FunnelView view(@Nullable Duration toDecision, @Nullable Duration before) {
        return FunnelView.of(figures(toDecision, NOBODY, NOBODY), before);
    }

    private static Figures figures(@Nullable Duration toDecision, Step raise, Step decide) {
        return new Figures(80, 40, 20, 10, 0, toDecision, raise, decide, NOBODY, NOBODY, NOBODY);
    }

    private static Step step(Duration median) {
        return new Step(median, median.multipliedBy(2));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,       0 second",
        "PT59S,      59 second",
        "PT1M,       1 minute",
        "PT59M59S,   59 minute",
        "PT1H,       1 hour",
        "PT12H5M,    12 hour 5 minute",
        "PT47H59M,   47 hour 59 minute",
        "PT48H,      2 day",
        "PT48H59M,   2 day",
        "P4DT2H,     4 day 2 hour",
        "P9DT23H,    9 day 23 hour",
        "P10DT23H,   10 day",
        "P400DT1H,   400 day",
    })
    void givesTheFirstFigureInAtMostTwoParts(Duration toDecision, String expected) {
        assertThat(view(toDecision, null).big().stream().map(part -> part.number() + " " + part.unit()))
                .as(toDecision.toString())
                .containsExactly(expected.split("(?<=[a-z]) "));
    }

    @Test
    void countsTheFirstFigureAsEveryOtherLengthOfTime() {
        var messages = new StaticMessageSource();
        messages.addMessage("shell.time.day", Locale.ENGLISH, "d");
        var elsewhere = new Fmt(Locale.ENGLISH, ZoneOffset.UTC, Clock.systemUTC(), messages, file -> file);
        for (var length = Duration.ofSeconds(1);
                length.toDays() < 30;
                length = length.plus(length.dividedBy(7)).plusSeconds(1)) {
            assertThat(view(length, null).big().stream().map(Part::number))
                    .as(length.toString())
                    .containsExactlyElementsOf(NUMBER.matcher(elsewhere.duration(length))
                            .results()
                            .map(found -> Long.valueOf(found.group()))
                            .toList());
        }
    }

    @Test
    void comparesWithTheYearBeforeWhenThereIsADifference() {
        assertThat(view(null, Duration.ofDays(2)).big()).isEmpty();
        assertThat(view(null, Duration.ofDays(2)).change()).isNull();
        assertThat(view(Duration.ofDays(2), null).change()).isNull();
        assertThat(view(Duration.ofDays(2), Duration.ofDays(2)).change()).isNull();
        var faster = view(Duration.ofDays(2), Duration.ofDays(5));
        assertThat(faster.change()).isEqualTo(Duration.ofDays(3));
        assertThat(faster.isFaster()).isTrue();
        var slower = view(Duration.ofDays(5), Duration.ofDays(2));
        assertThat(slower.change()).isEqualTo(Duration.ofDays(3));
        assertThat(slower.isFaster()).isFalse();
    }

    @Test
    void marksOneSlowestStep() {
        var one = FunnelView.of(figures(null, step(Duration.ofHours(3)), step(Duration.ofDays(3))), null);
        assertThat(one.passages().stream().filter(Passage::isSlowest).map(Passage::key))
                .containsExactly("decide");
        var equal = FunnelView.of(figures(null, step(Duration.ofHours(3)), step(Duration.ofHours(3))), null);
        assertThat(equal.passages().stream().filter(Passage::isSlowest).map(Passage::key))
                .containsExactly("raise");
        assertThat(view(null, null).passages()).noneMatch(Passage::isSlowest);
    }

    @Test
    void narrowsWithTheFiguresAndNeverToNothing() {
        var view = view(null, null);
        assertThat(view.stations().stream().map(Station::height)).containsExactly("60.0", "30.0", "15.0", "7.5", "2.0");
        assertThat(view.stations().stream().map(Station::x)).containsExactly("0.0", "200.0", "400.0", "600.0", "800.0");
        assertThat(view.area()).startsWith("M0 64 L0 4.0").endsWith("L884 64 Z");
    }
}
