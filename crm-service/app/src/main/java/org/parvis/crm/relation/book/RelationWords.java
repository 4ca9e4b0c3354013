package org.parvis.crm.relation.book;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.crm.api.RelationStage;

/** What a form or a program says of a relation, made into what it means. */
final class RelationWords {

    /** Nothing in this product is planned before or after. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2999;

    private RelationWords() {}

    /** @throws InvalidInput when there is no such stage */
    static RelationStage stage(@Nullable String word) {
        return find(word).orElseThrow(() -> new InvalidInput("stage", "relation-stage"));
    }

    static Optional<RelationStage> find(@Nullable String word) {
        return Arrays.stream(RelationStage.values())
                .filter(stage -> word != null && stage.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * A day in a zone.
     *
     * @param field what it is asked for as
     * @param date like {@code 2026-12-24}
     * @param zone like {@code Europe/Paris}; null or empty for that of the brand
     * @throws InvalidInput when one of them is none
     */
    static Day day(String field, @Nullable String date, @Nullable String zone, ZoneId ofBrand) {
        return new Day(date(field, date), zone == null || zone.isBlank() ? ofBrand : zone(zone));
    }

    private static LocalDate date(String field, @Nullable String text) {
        try {
            var date = LocalDate.parse(text == null ? "" : text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new InvalidInput(field, "relation-day");
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new InvalidInput("zone", "relation-zone");
        }
    }

    /** A member's id, or null where a form leaves it empty. */
    static @Nullable String member(@Nullable String id) {
        return id == null || id.isBlank() ? null : id.strip();
    }

    /** @throws InvalidInput when nobody is named */
    static String owner(@Nullable String id) {
        var member = member(id);
        if (member == null) {
            throw new InvalidInput("owner", "relation-owner");
        }
        return member;
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
