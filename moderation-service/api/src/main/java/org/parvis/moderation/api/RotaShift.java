package org.parvis.moderation.api;

import java.time.DayOfWeek;
import java.util.List;

/**
 * A turn of duty that comes each week.
 *
 * @param days on which it begins
 * @param from local time, as {@code 20:00}
 * @param to local time; when it is not after {@code from}, the turn ends on the next day
 */
public record RotaShift(List<DayOfWeek> days, String from, String to, String memberId) {

    public RotaShift {
        days = List.copyOf(days);
    }
}
