package org.parvis.listening.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/** Reads when something was published: with its offset, or as a clock showed it in a zone that is known. */
final class Moments {

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .toFormatter();

    private Moments() {}

    /** Says what is wrong in its place. */
    record Read(Instant at, Optional<LineProblem> problem) {

        static Read wrong(LineProblem problem) {
            return new Read(Instant.EPOCH, Optional.of(problem));
        }
    }

    static Read read(String text, Optional<ZoneId> zone) {
        var iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        try {
            if (iso.matches("[0-9]{10}")) {
                return new Read(Instant.ofEpochSecond(Long.parseLong(iso)), Optional.empty());
            }
            if (iso.matches("[0-9]{13}")) {
                return new Read(Instant.ofEpochMilli(Long.parseLong(iso)), Optional.empty());
            }
            if (iso.matches(".*T.*(Z|[+-][0-9]{2}:?[0-9]{2})")) {
                var offset =
                        iso.replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2").replace(" ", "");
                return new Read(OffsetDateTime.parse(offset).toInstant(), Optional.empty());
            }
            var local = iso.length() == 10 ? LocalDate.parse(iso).atStartOfDay() : LocalDateTime.parse(iso, LOCAL);
            return zone.map(place -> new Read(local.atZone(place).toInstant(), Optional.empty()))
                    .orElseGet(() -> Read.wrong(LineProblem.NO_ZONE));
        } catch (DateTimeException e) {
            return Read.wrong(LineProblem.BAD_TIME);
        }
    }
}
