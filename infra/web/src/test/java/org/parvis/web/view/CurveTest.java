package org.parvis.web.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.parvis.web.view.Curve.Figure;
import org.parvis.web.view.Curve.Gap;

class CurveTest {

    private static final Instant START = Instant.parse("2026-11-21T13:00:00Z");

    @Test
    void dotsTheLineWhereASourceWasSilent() {
        var curve = Curve.drawing()
                .figures(figures(5, 6, 7, 8, 9, 10))
                .gaps(List.of(new Gap(minute(20), minute(40), "silent 20 min")))
                .saying("");

        assertThat(curve.strokes()).extracting(Curve.Stroke::dotted).containsExactly(false, true, false);
        assertThat(curve.rows().get(2).observed()).isNull();
        assertThat(curve.rows().get(4).observed()).isEqualTo(9.0);
    }

    @Test
    void marksTheEndOnlyWhenItIsOverTheThreshold() {
        var calm = Curve.drawing().figures(known(5, 6, 7)).saying("");
        var breached = Curve.drawing().figures(known(5, 6, 70)).saying("");

        assertThat(calm.last()).isNull();
        assertThat(calm.excess()).isNull();
        assertThat(breached.last()).isNotNull();
        assertThat(breached.excess()).startsWith("M").endsWith("Z");
    }

    @Test
    void putsItsMarksAtRoundHoursOfTheReadersZone() {
        var curve = Curve.drawing()
                .figures(figures(IntStream.range(0, 60).toArray()))
                .in(ZoneId.of("Europe/Paris"))
                .saying("");

        assertThat(curve.times())
                .extracting(Curve.Tick::text)
                .containsExactly("14:00", "16:00", "18:00", "20:00", "22:00");
    }

    @Test
    void drawsNothingFromNothing() {
        var curve = Curve.drawing().saying("no figures");

        assertThat(curve.strokes()).isEmpty();
        assertThat(curve.times()).isEmpty();
        assertThat(curve.band()).isNull();
        assertThat(curve.levels()).hasSizeBetween(2, 6);
    }

    @Test
    void tellsDaysByTheirNamesAndShowsTheTimeItWasAskedFor() {
        var noon = START.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
        var curve = Curve.drawing()
                .figures(List.of(Figure.of(noon, 3), Figure.of(noon.plus(Duration.ofDays(1)), 5)))
                .over(noon.minus(Duration.ofHours(12)), noon.plus(Duration.ofHours(36)))
                .gaps(List.of(new Gap(noon.plus(Duration.ofHours(30)), noon.plus(Duration.ofHours(34)), "")))
                .saying("");

        assertThat(curve.rows()).extracting(Curve.Row::time).allMatch(time -> time.matches("\\d\\d/\\d\\d"));
        assertThat(curve.gaps()).as("after the last figure, and still shown").hasSize(1);
    }

    @Property
    void staysInsideItsFrameAndKeepsFewLevels(
            @ForAll @Size(min = 2, max = 60) List<@IntRange(max = 2_000_000) Integer> values) {
        var curve = Curve.drawing()
                .figures(known(values.stream().mapToInt(Integer::intValue).toArray()))
                .saying("");

        assertThat(curve.levels()).hasSizeBetween(2, 7);
        assertThat(curve.levels())
                .allSatisfy(level -> assertThat(level.at()).isBetween((double) curve.top(), (double) curve.bottom()));
        assertThat(curve.strokes())
                .allSatisfy(stroke -> assertThat(stroke.path()).doesNotContain("-", "NaN"));
    }

    private static List<Figure> figures(int... values) {
        return IntStream.range(0, values.length)
                .mapToObj(n -> Figure.of(minute(10 * n), values[n]))
                .toList();
    }

    private static List<Figure> known(int... values) {
        return IntStream.range(0, values.length)
                .mapToObj(n -> new Figure(minute(10 * n), values[n], 2.0, 10.0, 15.0))
                .toList();
    }

    private static Instant minute(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }
}
