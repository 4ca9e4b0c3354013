package org.parvis.moderation.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.moderation.api.RotaDuty;
import org.parvis.moderation.api.RotaHoliday;
import org.parvis.moderation.api.RotaShift;
import org.parvis.moderation.api.RotaStandIn;

class DutyPlanTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final List<DayOfWeek> WORKING = List.copyOf(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    private static final List<DayOfWeek> WEEKEND = List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final RotaShift NIGHTS = new RotaShift(WORKING, "20:00", "08:00", "theo");
    private static final RotaShift DAYS = new RotaShift(WORKING, "08:00", "20:00", "priya");
    private static final RotaShift WEEKENDS = new RotaShift(WEEKEND, "08:00", "08:00", "malik");

    private static DutyPlan plan(List<RotaHoliday> holidays, RotaStandIn... standIns) {
        return DutyPlan.of(new RotaDuty("Europe/Paris", List.of(DAYS, NIGHTS, WEEKENDS), holidays, List.of(standIns)));
    }

    private static String whoAt(DutyPlan plan, String local) {
        var answer = plan.at(LocalDateTime.parse(local).atZone(PARIS).toInstant());
        return answer.memberId() + " " + answer.because();
    }

    @Test
    void aShiftGoesOnAfterMidnightAndBelongsToTheDayOnWhichItBegan() {
        var plan = plan(List.of());
        assertThat(whoAt(plan, "2026-11-25T07:59")).isEqualTo("theo SHIFT");
        assertThat(whoAt(plan, "2026-11-25T08:00")).isEqualTo("priya SHIFT");
        // Friday's night ends on Saturday, which has no night of its own.
        assertThat(whoAt(plan, "2026-11-28T07:59")).isEqualTo("theo SHIFT");
        assertThat(whoAt(plan, "2026-11-28T08:00")).isEqualTo("malik SHIFT");
        assertThat(whoAt(plan, "2026-11-30T07:59")).isEqualTo("malik SHIFT");
        assertThat(whoAt(plan, "2026-11-30T08:00")).isEqualTo("priya SHIFT");
    }

    @Test
    void aHolidayCountsAsASundayAndTheNightBeforeItEndsAsItBegan() {
        var plan = plan(List.of(new RotaHoliday("2026-12-25", "Noël")));
        assertThat(whoAt(plan, "2026-12-25T07:59")).isEqualTo("theo SHIFT");
        assertThat(whoAt(plan, "2026-12-25T08:00")).isEqualTo("malik HOLIDAY");
        assertThat(whoAt(plan, "2026-12-26T07:59")).isEqualTo("malik HOLIDAY");
    }

    @Test
    void somebodyStandsInForOneNight() {
        var plan = plan(List.of(), new RotaStandIn("2026-12-24T20:00", "2026-12-25T08:00", "lea"));
        assertThat(whoAt(plan, "2026-12-24T19:59")).isEqualTo("priya SHIFT");
        assertThat(whoAt(plan, "2026-12-24T20:00")).isEqualTo("lea STAND_IN");
        assertThat(whoAt(plan, "2026-12-25T07:59")).isEqualTo("lea STAND_IN");
        assertThat(whoAt(plan, "2026-12-25T08:00")).isEqualTo("priya SHIFT");
    }

    @Test
    void theShiftThatBeganLastCounts() {
        var plan = DutyPlan.of(new RotaDuty(
                "Europe/Paris",
                List.of(
                        new RotaShift(WORKING, "12:00", "14:00", "lea"),
                        new RotaShift(WORKING, "08:00", "20:00", "priya")),
                List.of(),
                List.of()));
        assertThat(whoAt(plan, "2026-11-25T11:59")).isEqualTo("priya SHIFT");
        assertThat(whoAt(plan, "2026-11-25T12:00")).isEqualTo("lea SHIFT");
        assertThat(whoAt(plan, "2026-11-25T14:00")).isEqualTo("priya SHIFT");
        assertThat(whoAt(plan, "2026-11-25T20:00")).isEqualTo("null NOBODY");
    }

    @Test
    void shiftsFollowEachOtherAlsoWhenTheClocksJump() {
        var plan = DutyPlan.of(new RotaDuty(
                "Europe/Paris",
                List.of(
                        new RotaShift(List.of(DayOfWeek.values()), "02:30", "14:00", "early"),
                        new RotaShift(List.of(DayOfWeek.values()), "14:00", "02:30", "late")),
                List.of(),
                List.of()));
        var springNight = Instant.parse("2026-03-28T20:00:00Z");
        assertThat(plan.stretches(springNight, springNight.plus(Duration.ofHours(12))))
                .extracting(s -> s.answer().memberId() + " " + s.from() + " " + s.to())
                .containsExactly(
                        "late 2026-03-28T20:00:00Z 2026-03-29T01:00:00Z",
                        "early 2026-03-29T01:00:00Z 2026-03-29T08:00:00Z");
        var autumnNight = Instant.parse("2026-10-24T20:00:00Z");
        assertThat(plan.stretches(autumnNight, autumnNight.plus(Duration.ofHours(12))))
                .extracting(s -> s.answer().memberId() + " " + s.from() + " " + s.to())
                .containsExactly(
                        "late 2026-10-24T20:00:00Z 2026-10-25T00:30:00Z",
                        "early 2026-10-25T00:30:00Z 2026-10-25T08:00:00Z");
    }

    @Test
    void whatCannotBeReadIsRefused() {
        for (var duty : List.of(
                new RotaDuty("Mars/Olympus", List.of(), List.of(), List.of()),
                new RotaDuty(
                        "Europe/Paris", List.of(new RotaShift(WORKING, "25:00", "08:00", "x")), List.of(), List.of()),
                new RotaDuty("Europe/Paris", List.of(), List.of(new RotaHoliday("Noël", "")), List.of()),
                new RotaDuty(
                        "Europe/Paris",
                        List.of(),
                        List.of(),
                        List.of(new RotaStandIn("2026-12-24T20:00", "2026-12-24T20:00", "x"))))) {
            assertThatThrownBy(() -> DutyPlan.of(duty)).isInstanceOf(DateTimeException.class);
        }
    }
}
