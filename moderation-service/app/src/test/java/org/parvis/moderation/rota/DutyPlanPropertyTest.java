package org.parvis.moderation.rota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.RotaDuty;
import org.parvis.moderation.api.RotaHoliday;
import org.parvis.moderation.api.RotaShift;
import org.parvis.moderation.api.RotaStandIn;

/** Over whole years, both changes of the clocks included: one answer at each moment, the one that can be read off the plan by hand. */
class DutyPlanPropertyTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final List<String> ZONES =
            List.of("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "Asia/Kolkata");

    @Property(tries = 10)
    void eachMomentOfAYearIsInExactlyOneStretchAndSaysWhatThePlanSays(@ForAll("duties") RotaDuty duty) {
        var plan = DutyPlan.of(duty);
        var start = FIRST_DAY.atStartOfDay(ZoneId.of(duty.zone())).toInstant();
        var stretches = plan.stretches(start, start.plus(YEAR));
        assertThat(stretches.getFirst().from()).isEqualTo(start);
        assertThat(stretches.getLast().to()).isEqualTo(start.plus(YEAR));
        for (var i = 0; i < stretches.size(); i++) {
            var stretch = stretches.get(i);
            assertThat(stretch.from()).isBefore(stretch.to());
            if (i > 0) {
                assertThat(stretch.from()).isEqualTo(stretches.get(i - 1).to());
                assertThat(stretch.answer()).isNotEqualTo(stretches.get(i - 1).answer());
            }
            var middle = stretch.from()
                    .plus(Duration.between(stretch.from(), stretch.to()).dividedBy(2));
            for (var moment : List.of(stretch.from(), middle, stretch.to().minusNanos(1))) {
                assertThat(plan.at(moment)).isEqualTo(stretch.answer());
                assertThat(plan.at(moment).memberId()).as("%s", moment).isEqualTo(byHand(duty, moment));
            }
        }
    }

    @Property(tries = 50)
    void aPlanWithoutGapsByTheClockOnTheWallHasNoneWhenTheClocksJump(
            @ForAll("zones") String zone, @ForAll("cuts") List<LocalTime> cuts) {
        var shifts = new ArrayList<RotaShift>();
        for (var i = 0; i < cuts.size(); i++) {
            var to = cuts.get((i + 1) % cuts.size());
            shifts.add(new RotaShift(List.of(DayOfWeek.values()), cuts.get(i).toString(), to.toString(), "m" + i));
        }
        var start = FIRST_DAY.atStartOfDay(ZoneId.of(zone)).toInstant();
        assertThat(DutyPlan.of(new RotaDuty(zone, shifts, List.of(), List.of())).stretches(start, start.plus(YEAR)))
                .noneMatch(DutyPlan.Stretch::isGap);
    }

    /** Goes through the plan day by day, without any of its short cuts. */
    private static @Nullable String byHand(RotaDuty duty, Instant moment) {
        var zone = ZoneId.of(duty.zone());
        String found = null;
        for (var standIn : duty.standIns()) {
            if (!moment.isBefore(real(LocalDateTime.parse(standIn.from()), zone))
                    && moment.isBefore(real(LocalDateTime.parse(standIn.to()), zone))) {
                found = standIn.memberId();
            }
        }
        if (found != null) {
            return found;
        }
        var sundays = duty.holidays().stream().map(RotaHoliday::date).collect(Collectors.toSet());
        Instant began = null;
        for (var offset = -3; offset <= 3; offset++) {
            var day = moment.atZone(zone).toLocalDate().plusDays(offset);
            var weekday = sundays.contains(day.toString()) ? DayOfWeek.SUNDAY : day.getDayOfWeek();
            for (var shift : duty.shifts()) {
                if (!shift.days().contains(weekday)) {
                    continue;
                }
                var from = LocalTime.parse(shift.from());
                var to = LocalTime.parse(shift.to());
                var begins = real(day.atTime(from), zone);
                var ends =
                        real(to.isAfter(from) ? day.atTime(to) : day.plusDays(1).atTime(to), zone);
                var runs = !moment.isBefore(begins) && moment.isBefore(ends);
                if (runs && (began == null || !begins.isBefore(began))) {
                    began = begins;
                    found = shift.memberId();
                }
            }
        }
        return found;
    }

    /** The first moment at which the clock on the wall shows this time or a later one. */
    private static Instant real(LocalDateTime local, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(local);
        if (!offsets.isEmpty()) {
            return offsets.stream()
                    .map(local::toInstant)
                    .min(Instant::compareTo)
                    .orElseThrow();
        }
        return zone.getRules().getTransition(local).getInstant();
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(ZONES);
    }

    private static Arbitrary<LocalTime> times() {
        return Arbitraries.integers().between(0, 95).map(quarter -> LocalTime.MIDNIGHT.plusMinutes(quarter * 15L));
    }

    /** Times of a day at which one shift ends and the next begins. */
    @Provide
    Arbitrary<List<LocalTime>> cuts() {
        return times().set().ofMinSize(1).ofMaxSize(6).map(cuts -> List.copyOf(new TreeSet<>(cuts)));
    }

    @Provide
    Arbitrary<RotaDuty> duties() {
        var members = Arbitraries.of("malik", "priya", "theo", "lea");
        var days = Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).map(DutyPlanPropertyTest::sorted);
        var shifts = Combinators.combine(days, times(), times(), members)
                .as((on, from, to, who) -> new RotaShift(on, from.toString(), to.toString(), who))
                .list()
                .ofMaxSize(6);
        var holidays = Arbitraries.integers()
                .between(0, 364)
                .map(day -> new RotaHoliday(FIRST_DAY.plusDays(day).toString(), "day"))
                .list()
                .ofMaxSize(12);
        var standIns = Combinators.combine(
                        Arbitraries.integers().between(0, 364 * 96),
                        Arbitraries.integers().between(1, 3 * 96),
                        members)
                .as((from, length, who) -> {
                    var begin = FIRST_DAY.atStartOfDay().plusMinutes(from * 15L);
                    return new RotaStandIn(
                            begin.toString(), begin.plusMinutes(length * 15L).toString(), who);
                })
                .list()
                .ofMaxSize(4);
        return Combinators.combine(zones(), shifts, holidays, standIns).as(RotaDuty::new);
    }

    private static List<DayOfWeek> sorted(Set<DayOfWeek> days) {
        return List.copyOf(new TreeSet<>(days));
    }
}
