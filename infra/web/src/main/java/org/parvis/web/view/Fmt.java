package org.parvis.web.view;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Numbers, times and names as this reader reads them; in templates as {@code #pv}.
 *
 * <p>A bare hour is only for the reader's own zone and today; whatever concerns another country carries the zone's name.
 */
public final class Fmt {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    // In the reader's language many zones are only an offset; the English abbreviations are what people know.
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.US);
    private static final Duration A_WEEKDAY_SAYS_WHICH = Duration.ofDays(6);

    private final Locale locale;
    private final ZoneId zone;
    private final Clock clock;
    private final MessageSource messages;
    private final UnaryOperator<String> assets;

    public Fmt(Locale locale, ZoneId zone, Clock clock, MessageSource messages, UnaryOperator<String> assets) {
        this.locale = locale;
        this.zone = zone;
        this.clock = clock;
        this.messages = messages;
        this.assets = assets;
    }

    /** Address of an asset of the shell. */
    public String asset(String file) {
        return assets.apply(file);
    }

    public Instant now() {
        return clock.instant();
    }

    public String number(@Nullable Number value) {
        return value == null ? "" : NumberFormat.getInstance(locale).format(value);
    }

    /** A share between 0 and 1 as a percentage, with the space French wants before the sign. */
    public String percent(double share) {
        var digits = NumberFormat.getIntegerInstance(locale).format(Math.round(share * 100));
        return digits + (isFrench() ? "\u202f%" : "%");
    }

    /** {@code 08:12} */
    public String time(Instant at) {
        return HOUR.format(local(at));
    }

    /** {@code 08:11:40} */
    public String seconds(Instant at) {
        return SECOND.format(local(at));
    }

    /** {@code 08:12 CET} */
    public String timeZoned(Instant at) {
        return time(at) + " " + zoneName(at);
    }

    /** The same in the zone of a channel or a person: {@code 09:00 EST}. */
    public String timeIn(Instant at, ZoneId other) {
        var there = at.atZone(other);
        return HOUR.format(there) + " " + ZONE.format(there);
    }

    /** {@code CET} */
    public String zoneName(Instant at) {
        return ZONE.format(local(at));
    }

    /** The reader's city, for "heure de Paris, CET". */
    public String city() {
        var id = zone.getId();
        return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** {@code Monday 23 November} */
    public String day(Instant at) {
        return pattern("EEEE d MMMM", local(at));
    }

    /** {@code Monday 23 November, 08:12}, with a capital: it stands at the head of a page. */
    public String headline(Instant at) {
        var text = day(at) + ", " + time(at);
        return text.substring(0, 1).toUpperCase(locale) + text.substring(1);
    }

    /** {@code 23 November 2026} */
    public String date(Instant at) {
        return pattern("d MMMM yyyy", local(at));
    }

    /** A day that is no moment, as it was said: {@code 23 November 2026}. */
    public String calendarDay(LocalDate day) {
        return Dates.write("d MMMM yyyy", locale, day);
    }

    /** Date, hour and zone, where nothing may be misread: {@code 23 November 2026, 08:17 CET}. */
    public String stamp(Instant at) {
        return date(at) + ", " + timeZoned(at);
    }

    /** As short as can be: {@code 08:12} today, {@code Sat 22:51} within the week, {@code 3 Nov}, {@code 3 Nov 2025}. */
    public String brief(Instant at) {
        var then = local(at);
        var now = local(now());
        if (then.toLocalDate().equals(now.toLocalDate())) {
            return HOUR.format(then);
        }
        var isNear = Duration.between(then, now).abs().compareTo(A_WEEKDAY_SAYS_WHICH) < 0;
        if (isNear) {
            return pattern("EEE", then) + " " + HOUR.format(then);
        }
        return pattern(then.getYear() == now.getYear() ? "d MMM" : "d MMM yyyy", then);
    }

    /** How old, for a queue: {@code 6 min}, {@code 2 h}, then the weekday, then the date. */
    public String age(Instant at) {
        var old = Duration.between(at, now());
        if (old.compareTo(Duration.ofMinutes(1)) < 0) {
            return text("shell.time.now");
        }
        if (old.compareTo(Duration.ofHours(1)) < 0) {
            return old.toMinutes() + "\u00a0min";
        }
        if (local(at).toLocalDate().equals(local(now()).toLocalDate()) || old.compareTo(Duration.ofHours(12)) < 0) {
            return old.toHours() + "\u00a0h";
        }
        var isNear = old.compareTo(A_WEEKDAY_SAYS_WHICH) < 0;
        return isNear ? pattern("EEE", local(at)) : pattern("d MMM", local(at));
    }

    /** {@code 6 min ago}, {@code il y a 6 min} */
    public String ago(Instant at) {
        var old = Duration.between(at, now());
        return old.compareTo(Duration.ofSeconds(10)) < 0
                ? text("shell.time.justNow")
                : text("shell.time.ago", duration(old));
    }

    /** {@code 14 s}, {@code 6 min}, {@code 1 h 34}, {@code 3 d 19 h} */
    public String duration(Duration length) {
        return Spans.words(length, text("shell.time.day"));
    }

    /** The clock of a conversation that must be answered by {@code due}. */
    public ClockFace clock(Instant started, Instant due) {
        return ClockFace.running(started, due, now());
    }

    /** Look of a tone in [-1, 1]. */
    public Look tone(Number tone) {
        return Look.tone(tone.doubleValue());
    }

    /** Look of an intent; takes the enum or its name. */
    public Look intent(Object intent) {
        return Look.intent(intent.toString());
    }

    /** Look of the state of a review. */
    public Look review(Object state) {
        return Look.review(state.toString());
    }

    /** Look of the state of a reply, a post or a delivery. */
    public Look delivery(Object state) {
        return Look.delivery(state.toString());
    }

    /** Look of a network or connector. */
    public Look network(Object network) {
        return Look.network(network.toString());
    }

    /** The word of a look in the reader's language. */
    public String word(Look look) {
        return look.key() == null ? look.name() : text(look.key());
    }

    /** {@code IC} for Inès Caradec. */
    public String initials(@Nullable String name) {
        return Names.initials(name);
    }

    /** The name of a language by its code, to stand alone; {@code und} is a language that nobody could tell. */
    public String language(String code) {
        var name = Locale.forLanguageTag(code).getDisplayLanguage(locale);
        return code.equals("und") || name.isEmpty()
                ? text("shell.language.unknown")
                : name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    /** First and last characters of a hash: {@code 9f2c 71d0 … 41ab}. */
    public String hash(@Nullable String hex) {
        return hex == null || hex.length() < 16
                ? Objects.requireNonNullElse(hex, "")
                : hex.substring(0, 4) + " " + hex.substring(4, 8) + " … " + hex.substring(hex.length() - 4);
    }

    /** For {@code datetime} and data attributes. */
    public String iso(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private ZonedDateTime local(Instant at) {
        return at.atZone(zone);
    }

    private String pattern(String letters, ZonedDateTime at) {
        return Dates.write(letters, locale, at);
    }

    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    private boolean isFrench() {
        return locale.getLanguage().equals(Locale.FRENCH.getLanguage());
    }
}
