package org.parvis.listening.topic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;

/** Counts over thirty days, today included, as the calendar has them where the brand is. */
final class Days {

    static final int MANY = 30;

    private final ZoneId zone;
    private final LocalDate today;
    private final TreeMap<LocalDate, Long> counts = new TreeMap<>();

    Days(ZoneId zone, Instant now) {
        this.zone = zone;
        today = LocalDate.ofInstant(now, zone);
        for (int ago = 0; ago < MANY; ago++) {
            counts.put(today.minusDays(ago), 0L);
        }
    }

    /** So many messages on one day. */
    record Day(LocalDate day, long found) {}

    /** The beginning of the first day. */
    Instant from() {
        return counts.firstKey().atStartOfDay(zone).toInstant();
    }

    void add(Instant at) {
        add(LocalDate.ofInstant(at, zone), 1);
    }

    /** A network whose clock runs ahead says nothing tomorrow; what was said before these days is not counted. */
    void add(LocalDate day, long many) {
        counts.computeIfPresent(day.isAfter(today) ? today : day, (known, before) -> before + many);
    }

    List<Day> list() {
        return counts.entrySet().stream()
                .map(day -> new Day(day.getKey(), day.getValue()))
                .toList();
    }
}
