package org.parvis.moderation.rota;

import java.time.DateTimeException;
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
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.RotaDuty;
import org.parvis.moderation.api.RotaHoliday;
import org.parvis.moderation.api.RotaShift;
import org.parvis.moderation.api.RotaStandIn;

/**
 * Says for each moment who is on duty, or that nobody is. Whoever stands in comes first; of several turns that run at once, the one that
 * began last; of those that began together, the one listed last. A turn belongs to the day on which it begins, so the night before a
 * holiday is an ordinary night until it ends.
 */
public final class DutyPlan {

    /** How far ahead pages and programs are told. */
    static final Duration FORESEEN = Duration.ofDays(14);

    private final ZoneId zone;
    private final List<Turn> turns;
    private final Set<LocalDate> holidays;
    private final List<Stay> standIns;

    private record Turn(Set<DayOfWeek> days, LocalTime from, LocalTime to, String memberId) {

        LocalDateTime endOn(LocalDate day) {
            return (to.isAfter(from) ? day : day.plusDays(1)).atTime(to);
        }
    }

    private record Stay(Instant from, Instant to, String memberId) {

        boolean covers(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /** Why somebody is on duty. */
    public enum Because {
        SHIFT,
        /** The shift of a Sunday, on a day that counts as one. */
        HOLIDAY,
        STAND_IN,
        NOBODY
    }

    /** @param memberId null when nobody is on duty */
    public record Answer(@Nullable String memberId, Because because) {

        static final Answer NOBODY = new Answer(null, Because.NOBODY);
    }

    /** The same answer from one moment to another. */
    public record Stretch(Instant from, Instant to, Answer answer) {

        public boolean isGap() {
            return answer.memberId() == null;
        }
    }

    private DutyPlan(ZoneId zone, List<Turn> turns, Set<LocalDate> holidays, List<Stay> standIns) {
        this.zone = zone;
        this.turns = turns;
        this.holidays = holidays;
        this.standIns = standIns;
    }

    /** @throws DateTimeException when a time, a date or the zone cannot be read */
    public static DutyPlan of(RotaDuty duty) {
        var zone = ZoneId.of(duty.zone());
        return new DutyPlan(
                zone,
                duty.shifts().stream().map(DutyPlan::turn).toList(),
                duty.holidays().stream()
                        .map(RotaHoliday::date)
                        .map(LocalDate::parse)
                        .map(DutyPlan::inCalendar)
                        .collect(Collectors.toUnmodifiableSet()),
                duty.standIns().stream().map(standIn -> stay(standIn, zone)).toList());
    }

    private static Turn turn(RotaShift shift) {
        return new Turn(
                Set.copyOf(shift.days()), LocalTime.parse(shift.from()), LocalTime.parse(shift.to()), shift.memberId());
    }

    private static Stay stay(RotaStandIn standIn, ZoneId zone) {
        var from = LocalDateTime.parse(standIn.from());
        var to = LocalDateTime.parse(standIn.to());
        inCalendar(from.toLocalDate());
        inCalendar(to.toLocalDate());
        if (!to.isAfter(from)) {
            throw new DateTimeException(to + " is not after " + from);
        }
        return new Stay(instant(from, zone), instant(to, zone), standIn.memberId());
    }

    private static LocalDate inCalendar(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new DateTimeException(day + " is in no calendar");
        }
        return day;
    }

    /** Who is on duty at a moment. */
    public Answer at(Instant moment) {
        for (var standIn : standIns.reversed()) {
            if (standIn.covers(moment)) {
                return new Answer(standIn.memberId(), Because.STAND_IN);
            }
        }
        var today = moment.atZone(zone).toLocalDate();
        var latest = Instant.MIN;
        var answer = Answer.NOBODY;
        for (var day = today.minusDays(1); !day.isAfter(today.plusDays(1)); day = day.plusDays(1)) {
            for (var turn : turnsOf(day)) {
                var stay = stay(turn, day);
                if (stay.covers(moment) && !stay.from().isBefore(latest)) {
                    latest = stay.from();
                    answer = new Answer(turn.memberId(), holidays.contains(day) ? Because.HOLIDAY : Because.SHIFT);
                }
            }
        }
        return answer;
    }

    /** What is answered from one moment to another, without a hole and without two that say the same side by side. */
    public List<Stretch> stretches(Instant from, Instant to) {
        var edges = new TreeSet<Instant>();
        edges.add(from);
        edges.add(to);
        standIns.forEach(standIn -> edges.addAll(List.of(standIn.from(), standIn.to())));
        var last = to.atZone(zone).toLocalDate().plusDays(1);
        for (var day = from.atZone(zone).toLocalDate().minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            for (var turn : turnsOf(day)) {
                var stay = stay(turn, day);
                edges.addAll(List.of(stay.from(), stay.to()));
            }
        }
        var stretches = new ArrayList<Stretch>();
        for (var edge : edges.subSet(from, true, to, false)) {
            var answer = at(edge);
            if (stretches.isEmpty()) {
                stretches.add(new Stretch(edge, to, answer));
            } else if (!stretches.getLast().answer().equals(answer)) {
                var before = stretches.removeLast();
                stretches.add(new Stretch(before.from(), edge, before.answer()));
                stretches.add(new Stretch(edge, to, answer));
            }
        }
        return List.copyOf(stretches);
    }

    private List<Turn> turnsOf(LocalDate day) {
        var counts = holidays.contains(day) ? DayOfWeek.SUNDAY : day.getDayOfWeek();
        return turns.stream().filter(turn -> turn.days().contains(counts)).toList();
    }

    private Stay stay(Turn turn, LocalDate day) {
        return new Stay(instant(day.atTime(turn.from()), zone), instant(turn.endOn(day), zone), turn.memberId());
    }

    /**
     * A local time that the clocks leave out is the moment they jump, one that comes twice is its first time: what follows seamlessly by
     * the clock on the wall follows seamlessly in fact, and nobody's turn goes back and forth.
     */
    static Instant instant(LocalDateTime local, ZoneId zone) {
        var jump = zone.getRules().getTransition(local);
        if (jump == null) {
            return local.atZone(zone).toInstant();
        }
        return jump.isGap() ? jump.getInstant() : local.toInstant(jump.getOffsetBefore());
    }
}
