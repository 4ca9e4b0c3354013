package org.parvis.town.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.parvis.town.i18n.Language;
import org.parvis.town.i18n.Messages;

/** Says when something was: how long ago within a day, else the date. */
record When(String iso, String words, String exact) {

    static When of(Instant at, Instant now, ZoneId zone, Messages messages) {
        var local = at.atZone(zone);
        var locale = messages.language().locale();
        var exact = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .format(local);
        return new When(at.toString(), words(at, now, zone, messages), exact);
    }

    private static String words(Instant at, Instant now, ZoneId zone, Messages messages) {
        var ago = Duration.between(at, now);
        if (ago.toMinutes() < 1) {
            return messages.get("when-now");
        }
        if (ago.toHours() < 1) {
            return messages.get("when-minutes", ago.toMinutes());
        }
        if (ago.toDays() < 1) {
            return messages.get("when-hours", ago.toHours());
        }
        var pattern = messages.language() == Language.FR ? "d MMM, HH:mm" : "MMM d, HH:mm";
        return DateTimeFormatter.ofPattern(pattern, messages.language().locale())
                .format(at.atZone(zone));
    }
}
