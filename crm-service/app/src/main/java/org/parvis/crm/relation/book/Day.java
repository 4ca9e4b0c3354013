package org.parvis.crm.relation.book;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A day where somebody lives: it begins and ends by the clocks of that zone. */
public record Day(LocalDate date, ZoneId zone) {

    static Day of(String date, String zone) {
        return new Day(LocalDate.parse(date), ZoneId.of(zone));
    }

    static @Nullable Day find(ResultSet row, String date, String zone) throws SQLException {
        var day = row.getObject(date, LocalDate.class);
        return day == null ? null : new Day(day, ZoneId.of(row.getString(zone)));
    }

    public Instant begins() {
        return date.atStartOfDay(zone).toInstant();
    }

    public Instant ends() {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** What people call the zone, as in "time of Paris". */
    public String city() {
        var id = zone.getId();
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }
}
