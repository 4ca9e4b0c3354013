package org.parvis.crm.conversation.inbox;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** A moment people mean when they set something aside; {@code key} names its text. */
record SnoozeChoice(String key, Instant until) {

    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final LocalTime EVENING = LocalTime.of(17, 0);

    /** In the reader's own time; what is too near to be worth it is left out. */
    static List<SnoozeChoice> from(Instant now, ZoneId zone) {
        var here = now.atZone(zone).truncatedTo(ChronoUnit.MINUTES);
        var choices = new ArrayList<SnoozeChoice>();
        choices.add(new SnoozeChoice("hour", here.plusHours(1).toInstant()));
        var evening = here.with(EVENING);
        if (Duration.between(here, evening).toMinutes() > 90) {
            choices.add(new SnoozeChoice("evening", evening.toInstant()));
        }
        choices.add(new SnoozeChoice("tomorrow", here.plusDays(1).with(MORNING).toInstant()));
        if (here.getDayOfWeek() != DayOfWeek.SUNDAY) {
            var monday = here.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(MORNING);
            choices.add(new SnoozeChoice("monday", monday.toInstant()));
        }
        return choices;
    }
}
