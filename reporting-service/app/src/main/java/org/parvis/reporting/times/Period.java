package org.parvis.reporting.times;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.StorableTime;

/** A stretch of time that a report covers; at most a year and a day. */
public record Period(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofDays(14);
    private static final Duration LONGEST = Duration.ofDays(367);

    /** @throws InvalidInput when it is no time, runs backwards or is too long */
    public static Period of(@Nullable String from, @Nullable String to, Clock clock) {
        var end = to == null || to.isBlank() ? clock.instant() : instant("to", to);
        var begin = from == null || from.isBlank() ? end.minus(USUAL) : instant("from", from);
        if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw new InvalidInput("from", "period");
        }
        return new Period(begin, end);
    }

    private static Instant instant(String field, String text) {
        try {
            return StorableTime.require(field, Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text));
        } catch (DateTimeParseException e) {
            throw new InvalidInput(field, "time");
        }
    }
}
