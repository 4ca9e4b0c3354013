package org.parvis.moderation.rota;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;
import org.parvis.moderation.api.RotaDuty;
import org.parvis.moderation.api.RotaHoliday;
import org.parvis.moderation.api.RotaShift;
import org.parvis.moderation.api.RotaStandIn;

/** A rota as a caller sends it. */
record RotaForm(
        @Nullable String brand,
        @Nullable String name,
        @Nullable List<@Nullable List<@Nullable String>> levels,
        @Nullable String perLevel,
        @Nullable Duty duty) {

    private static final int LONGEST_NAME = 80;

    /** Who is on duty when, as a caller sends it. */
    record Duty(
            @Nullable String zone,
            @Nullable List<@Nullable Shift> shifts,
            @Nullable List<@Nullable Holiday> holidays,
            @Nullable List<@Nullable StandIn> standIns) {

        /** What is sent can be sent back. */
        static @Nullable Duty of(@Nullable RotaDuty duty) {
            return duty == null
                    ? null
                    : new Duty(
                            duty.zone(),
                            duty.shifts().stream()
                                    .<@Nullable Shift>map(Shift::of)
                                    .toList(),
                            duty.holidays().stream()
                                    .<@Nullable Holiday>map(day -> new Holiday(day.date(), day.name()))
                                    .toList(),
                            duty.standIns().stream()
                                    .<@Nullable StandIn>map(one -> new StandIn(one.from(), one.to(), one.memberId()))
                                    .toList());
        }

        private RotaDuty read() {
            return new RotaDuty(
                    required("duty.zone", zone),
                    each("duty.shifts", shifts).stream().map(Shift::read).toList(),
                    each("duty.holidays", holidays).stream().map(Holiday::read).toList(),
                    each("duty.standIns", standIns).stream().map(StandIn::read).toList());
        }
    }

    /** A turn of each week. */
    record Shift(
            @Nullable List<@Nullable String> days,
            @Nullable String from,
            @Nullable String to,
            @Nullable String member) {

        private static Shift of(RotaShift shift) {
            var days =
                    shift.days().stream().<@Nullable String>map(DayOfWeek::name).toList();
            return new Shift(days, shift.from(), shift.to(), shift.memberId());
        }

        private RotaShift read() {
            return new RotaShift(
                    each("duty.shifts.days", days).stream()
                            .map(Shift::day)
                            .distinct()
                            .sorted()
                            .toList(),
                    required("duty.shifts.from", from),
                    required("duty.shifts.to", to),
                    Ids.requireValid("duty.shifts.member", required("duty.shifts.member", member)));
        }

        private static DayOfWeek day(String name) {
            return Arrays.stream(DayOfWeek.values())
                    .filter(day -> day.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInput("duty.shifts.days", "weekday"));
        }
    }

    /** A day that counts as a Sunday. */
    record Holiday(@Nullable String date, @Nullable String name) {

        private RotaHoliday read() {
            var words = Objects.requireNonNullElse(name, "").strip();
            if (words.length() > LONGEST_NAME) {
                throw new InvalidInput("duty.holidays.name", "too-long", LONGEST_NAME);
            }
            return new RotaHoliday(required("duty.holidays.date", date), words);
        }
    }

    /** Somebody for once. */
    record StandIn(
            @Nullable String from,
            @Nullable String to,
            @Nullable String member) {

        private RotaStandIn read() {
            return new RotaStandIn(
                    required("duty.standIns.from", from),
                    required("duty.standIns.to", to),
                    Ids.requireValid("duty.standIns.member", required("duty.standIns.member", member)));
        }
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidInput(field, "required");
        }
        return value.strip();
    }

    private static <T> List<T> each(String field, @Nullable List<@Nullable T> values) {
        var all = new ArrayList<T>();
        for (var value : Objects.requireNonNullElse(values, List.<@Nullable T>of())) {
            if (value == null) {
                throw new InvalidInput(field, "required");
            }
            all.add(value);
        }
        return all;
    }

    String requireBrand() {
        return Ids.requireValid("brand", Objects.requireNonNullElse(brand, ""));
    }

    DefineRota command(String id, @Nullable Long expectedVersion) {
        if (name == null || name.length() > LONGEST_NAME) {
            throw new InvalidInput("name", name == null ? "required" : "too-long", LONGEST_NAME);
        }
        if (levels == null) {
            throw new InvalidInput("levels", "required");
        }
        return new DefineRota(
                id,
                requireBrand(),
                name,
                levels(levels),
                duration(),
                duty == null ? null : duty.read(),
                expectedVersion);
    }

    private static List<List<String>> levels(List<@Nullable List<@Nullable String>> sent) {
        var levels = new ArrayList<List<String>>();
        for (var members : sent) {
            var level = new ArrayList<String>();
            for (var member : members == null ? List.<@Nullable String>of() : members) {
                level.add(Ids.requireValid("levels", Objects.requireNonNullElse(member, "")));
            }
            levels.add(level.stream().distinct().toList());
        }
        return levels;
    }

    private Duration duration() {
        try {
            return Duration.parse(Objects.requireNonNullElse(perLevel, ""));
        } catch (DateTimeException e) {
            throw new InvalidInput("perLevel", "duration");
        }
    }
}
