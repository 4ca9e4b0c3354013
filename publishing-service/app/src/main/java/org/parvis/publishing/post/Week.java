package org.parvis.publishing.post;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.web.view.Dates;

/**
 * A week of posts, channel by channel. A post stands on the day it has where its channel lives, whatever the reader's clock says.
 *
 * @param monday the first day
 */
record Week(LocalDate monday, List<Day> days, List<Row> rows) {

    /** One day of the head. */
    record Day(LocalDate date, String name, boolean today, boolean weekend) {}

    /** One channel and its seven days. */
    record Row(ChannelView channel, String zoneName, List<Cell> cells) {}

    /** What stands on one day of one channel. */
    record Cell(boolean weekend, List<PostCard> posts) {}

    static Week of(
            LocalDate anyDay,
            LocalDate today,
            List<ChannelView> channels,
            List<PostList.Item> items,
            Instant now,
            Locale locale) {
        var monday = anyDay.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var name = DateTimeFormatter.ofPattern("EEE", locale);
        var days = dates(monday).stream()
                .map(date -> new Day(date, name.format(date), date.equals(today), isWeekend(date)))
                .toList();
        var rows = new ArrayList<Row>();
        for (var channel : channels) {
            var zone = channel.zoneId();
            var own = items.stream()
                    .filter(item -> item.channelId().equals(channel.channelId()))
                    .toList();
            var cells = dates(monday).stream()
                    .map(date -> new Cell(isWeekend(date), on(date, zone, own)))
                    .toList();
            rows.add(new Row(channel, zoneName(zone, now), cells));
        }
        return new Week(monday, days, rows);
    }

    private static List<LocalDate> dates(LocalDate monday) {
        return IntStream.range(0, 7).mapToObj(monday::plusDays).toList();
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static List<PostCard> on(LocalDate date, ZoneId zone, List<PostList.Item> items) {
        return items.stream()
                .filter(item -> item.at() != null
                        && item.at().atZone(zone).toLocalDate().equals(date))
                .map(PostCard::of)
                .toList();
    }

    private static String zoneName(ZoneId zone, Instant now) {
        return DateTimeFormatter.ofPattern("z", Locale.US).format(now.atZone(zone));
    }

    /** {@code 23–29 November 2026}, with as many months and years as it needs. */
    String range(Locale locale) {
        var sunday = monday.plusDays(6);
        var full = Dates.write("d MMMM yyyy", locale, sunday);
        if (monday.getYear() != sunday.getYear()) {
            return Dates.write("d MMMM yyyy", locale, monday) + " – " + full;
        } else if (monday.getMonth() != sunday.getMonth()) {
            return Dates.write("d MMMM", locale, monday) + " – " + full;
        }
        return Dates.day(locale, monday) + "–" + full;
    }

    /** Whether there are channels, and none of them says anything this week. */
    public boolean isNothingPlanned() {
        return !rows.isEmpty()
                && rows.stream()
                        .flatMap(row -> row.cells().stream())
                        .allMatch(cell -> cell.posts().isEmpty());
    }

    public int getNumber() {
        return monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    /** The instants between which items of this week lie, in whichever zone their channel lives. */
    static Instant from(LocalDate monday) {
        return monday.minusDays(1).atStartOfDay(ZoneId.of("UTC")).toInstant();
    }

    static Instant to(LocalDate monday) {
        return monday.plusDays(9).atStartOfDay(ZoneId.of("UTC")).toInstant();
    }

    /** One post in its place: what it looks like and what word it carries. */
    record PostCard(PostList.Item item, String look, String word, String icon) {

        static PostCard of(PostList.Item item) {
            if (item.held()) {
                return new PostCard(item, "held", "held", "hand-stop");
            }
            var word = item.state().word();
            return switch (item.state()) {
                case DRAFT -> new PostCard(item, "draft", word, "circle-dashed");
                case SUBMITTED, WAITING_APPROVAL -> new PostCard(item, "wait", word, "hourglass");
                case RELEASED -> new PostCard(item, "appr", word, "circle-check");
                case ATTEMPTED -> new PostCard(item, "appr", word, "send");
                case CONFIRMED -> new PostCard(item, "sent", word, "checks");
                case CONFIRMED_IN_PART -> new PostCard(item, "held", word, "alert-triangle");
                case MISSED -> new PostCard(item, "held", word, "clock-exclamation");
                case PARKED -> new PostCard(item, "unk", word, "player-pause");
                case UNKNOWN -> new PostCard(item, "unk", word, "help-octagon");
                case REJECTED -> new PostCard(item, "held", word, "circle-x");
                case CANCELLED -> new PostCard(item, "draft", word, "circle-minus");
            };
        }
    }
}
