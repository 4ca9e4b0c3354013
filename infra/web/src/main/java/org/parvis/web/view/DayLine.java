package org.parvis.web.view;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What goes out today on a line of quarter hours, for the fragment {@code slots}.
 *
 * <p>Two things at the same quarter stand one under the other: an item is pushed down rather than laid over another.
 */
public record DayLine(
        List<Hour> hours, List<Slot> slots, @Nullable Now now) {

    private static final int QUARTERS_PER_HOUR = 4;
    private static final int FIRST_HOUR_AT_LATEST = 7;
    private static final int LAST_HOUR_AT_EARLIEST = 19;
    private static final int TALL = 3;
    private static final int ONE_LINE = 2;

    /**
     * One thing that goes out, went out, or could.
     *
     * @param minutes null for a thing of its usual height, else how long it lasts (a free stretch)
     * @param done gone or decided, drawn without a ground
     */
    public record Item(
            Instant at,
            String href,
            String icon,
            String iconTone,
            String title,
            String meta,
            @Nullable Integer minutes,
            boolean done,
            boolean free) {}

    public record Hour(int row, @Nullable String text) {}

    public record Slot(
            int row,
            int span,
            boolean oneLine,
            boolean done,
            boolean free,
            String href,
            String icon,
            String iconTone,
            String title,
            String meta) {}

    /** The mark of the present: its quarter hour and the minutes gone of it. */
    public record Now(int row, int past, String text) {}

    /** The line of one day in the reader's zone; things of other days are left out. */
    public static DayLine of(LocalDate day, ZoneId zone, Instant now, List<Item> items) {
        var today = items.stream()
                .filter(item -> item.at().atZone(zone).toLocalDate().equals(day))
                .sorted(Comparator.comparing(Item::at))
                .toList();
        var first = today.stream()
                .mapToInt(item -> item.at().atZone(zone).getHour())
                .min()
                .orElse(FIRST_HOUR_AT_LATEST);
        var last = today.stream()
                .mapToInt(item -> item.at().atZone(zone).getHour() + 1)
                .max()
                .orElse(LAST_HOUR_AT_EARLIEST);
        var from = Math.min(first, FIRST_HOUR_AT_LATEST);
        var to = Math.max(last, LAST_HOUR_AT_EARLIEST);
        var slots = place(today, zone, from);
        return new DayLine(hours(from, to, day, zone, now), slots, marker(from, to, day, zone, now));
    }

    private static List<Slot> place(List<Item> items, ZoneId zone, int from) {
        var slots = new ArrayList<Slot>();
        var free = 1;
        for (var n = 0; n < items.size(); n++) {
            var item = items.get(n);
            var row = Math.max(free, row(item.at(), zone, from));
            var next = n + 1 < items.size() ? row(items.get(n + 1).at(), zone, from) : Integer.MAX_VALUE;
            var oneLine = item.minutes() == null && (item.done() || next - row < TALL);
            var span = item.minutes() == null
                    ? (oneLine ? ONE_LINE : TALL)
                    : Math.max(TALL, (int) Math.round(item.minutes() / 15.0));
            slots.add(new Slot(
                    row,
                    span,
                    oneLine,
                    item.done(),
                    item.free(),
                    item.href(),
                    item.icon(),
                    item.iconTone(),
                    item.title(),
                    item.meta()));
            free = row + span;
        }
        return slots;
    }

    private static List<Hour> hours(int from, int to, LocalDate day, ZoneId zone, Instant now) {
        var hours = new ArrayList<Hour>();
        for (var hour = from; hour < to; hour++) {
            var at = day.atTime(LocalTime.of(hour, 0)).atZone(zone).toInstant();
            // The mark of the present would cover the name of an hour close to it.
            var covered = Math.abs(ChronoUnit.MINUTES.between(at, now)) < 20;
            var text = covered ? null : String.format(Locale.ROOT, "%02d:00", hour);
            hours.add(new Hour((hour - from) * QUARTERS_PER_HOUR + 1, text));
        }
        return hours;
    }

    private static @Nullable Now marker(int from, int to, LocalDate day, ZoneId zone, Instant now) {
        var local = now.atZone(zone);
        return local.toLocalDate().equals(day) && local.getHour() >= from && local.getHour() < to
                ? new Now(
                        row(now, zone, from),
                        local.getMinute() % 15,
                        String.format(Locale.ROOT, "%02d:%02d", local.getHour(), local.getMinute()))
                : null;
    }

    private static int row(Instant at, ZoneId zone, int from) {
        var local = at.atZone(zone);
        return (local.getHour() - from) * QUARTERS_PER_HOUR + local.getMinute() / 15 + 1;
    }
}
