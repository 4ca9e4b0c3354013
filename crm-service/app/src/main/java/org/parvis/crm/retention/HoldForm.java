package org.parvis.crm.retention;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.boot.StorableTime;
import org.parvis.crm.api.HoldGround;
import org.parvis.web.view.Option;
import org.springframework.context.MessageSource;

/** What a form says of a hold, of one person's erasure or of a whole brand: why, and until when. */
public final class HoldForm {

    private HoldForm() {}

    /** @throws InvalidInput when there is no such ground */
    public static HoldGround ground(@Nullable String word) {
        return Arrays.stream(HoldGround.values())
                .filter(ground -> word != null && ground.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("ground", "erasure-ground"));
    }

    /**
     * The end of a day of the reader's.
     *
     * @param day like {@code 2027-01-31}
     * @throws InvalidInput when it is no day
     */
    public static Instant endOf(String day, ZoneId zone) {
        try {
            return StorableTime.require(
                    "day", LocalDate.parse(day).plusDays(1).atStartOfDay(zone).toInstant());
        } catch (DateTimeException e) {
            throw new InvalidInput("day", "erasure-day");
        }
    }

    /** The grounds to choose from. */
    public static List<Option> grounds(MessageSource messages, Locale locale) {
        return Arrays.stream(HoldGround.values())
                .map(ground -> new Option(ground.name(), inWords(ground, messages, locale)))
                .toList();
    }

    private static String inWords(HoldGround ground, MessageSource messages, Locale locale) {
        var key = "crm.erasure.hold." + ground.name();
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
