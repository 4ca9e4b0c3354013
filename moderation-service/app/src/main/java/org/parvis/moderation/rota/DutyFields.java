package org.parvis.moderation.rota;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.moderation.api.RotaDuty;

/** The plan of duty as the fields of a page: a few empty lines after those that are filled, which count for nothing. */
record DutyFields(String zone, List<Turn> turns, String holidays, List<Once> standIns) {

    private static final int EMPTY_LINES = 2;
    private static final int MOST_TURNS = Rota.MOST_SHIFTS + EMPTY_LINES;
    private static final int MOST_ONCE = Rota.MOST_DAYS + EMPTY_LINES;

    /** A turn of each week. */
    record Turn(List<String> days, String from, String to, String member) {

        private static final Turn EMPTY = new Turn(List.of(), "", "", "");

        boolean isEmpty() {
            return member.isBlank();
        }
    }

    /** Somebody for once. */
    record Once(String from, String to, String member) {

        private static final Once EMPTY = new Once("", "", "");

        boolean isEmpty() {
            return member.isBlank();
        }
    }

    DutyFields {
        turns = List.copyOf(turns);
        standIns = List.copyOf(standIns);
    }

    static DutyFields of(@Nullable RotaDuty duty, String zone) {
        var turns = new ArrayList<Turn>();
        var standIns = new ArrayList<Once>();
        var holidays = "";
        if (duty != null) {
            duty.shifts().stream()
                    .map(s -> new Turn(s.days().stream().map(DayOfWeek::name).toList(), s.from(), s.to(), s.memberId()))
                    .forEach(turns::add);
            duty.standIns().stream()
                    .map(s -> new Once(s.from(), s.to(), s.memberId()))
                    .forEach(standIns::add);
            holidays = duty.holidays().stream()
                    .map(day -> (day.date() + " " + day.name()).strip())
                    .collect(Collectors.joining("\n"));
        }
        for (var line = 0; line < EMPTY_LINES; line++) {
            turns.add(Turn.EMPTY);
            standIns.add(Once.EMPTY);
        }
        return new DutyFields(duty == null ? zone : duty.zone(), turns, holidays, standIns);
    }

    static DutyFields read(HttpServletRequest request) {
        var turns = new ArrayList<Turn>();
        for (var line = 1; line <= MOST_TURNS && request.getParameter("turn-" + line + "-member") != null; line++) {
            var name = "turn-" + line + "-";
            var days = request.getParameterValues(name + "day");
            turns.add(new Turn(
                    days == null ? List.of() : List.of(days),
                    value(request, name + "from"),
                    value(request, name + "to"),
                    value(request, name + "member")));
        }
        var standIns = new ArrayList<Once>();
        for (var line = 1; line <= MOST_ONCE && request.getParameter("once-" + line + "-member") != null; line++) {
            var name = "once-" + line + "-";
            standIns.add(new Once(
                    value(request, name + "from"), value(request, name + "to"), value(request, name + "member")));
        }
        return new DutyFields(value(request, "zone"), turns, value(request, "holidays"), standIns);
    }

    private static String value(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "").strip();
    }

    /** Whoever is named. */
    List<String> members() {
        var members = new TreeSet<String>();
        turns.forEach(turn -> members.add(turn.member()));
        standIns.forEach(once -> members.add(once.member()));
        members.remove("");
        return List.copyOf(members);
    }

    /** Null when nothing is filled: the first level is called first at any time. */
    RotaForm.@Nullable Duty form() {
        if (members().isEmpty()) {
            return null;
        }
        return new RotaForm.Duty(
                zone,
                turns.stream()
                        .filter(turn -> !turn.isEmpty())
                        .<RotaForm.@Nullable Shift>map(turn -> new RotaForm.Shift(
                                List.<@Nullable String>copyOf(turn.days()), turn.from(), turn.to(), turn.member()))
                        .toList(),
                Arrays.stream(holidays.split("\\R"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .<RotaForm.@Nullable Holiday>map(DutyFields::holiday)
                        .toList(),
                standIns.stream()
                        .filter(once -> !once.isEmpty())
                        .<RotaForm.@Nullable StandIn>map(
                                once -> new RotaForm.StandIn(once.from(), once.to(), once.member()))
                        .toList());
    }

    private static RotaForm.Holiday holiday(String line) {
        var space = line.indexOf(' ');
        return space < 0
                ? new RotaForm.Holiday(line, "")
                : new RotaForm.Holiday(line.substring(0, space), line.substring(space + 1));
    }
}
