package org.parvis.web.view;

import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;

/** Dates in a language, where a pattern alone would write French the way nobody writes it: the first of a month is {@code 1er}. */
public final class Dates {

    private static final Pattern DAY_BEFORE_MONTH = Pattern.compile("(?<!d)d(?= MMM)");
    private static final String FIRST = "'1er'";

    private Dates() {}

    /**
     * Writes a date.
     *
     * @param letters as {@link DateTimeFormatter} knows them; only a day that stands before the month's name is an ordinal
     */
    public static String write(String letters, Locale locale, TemporalAccessor at) {
        return DateTimeFormatter.ofPattern(isFirst(locale, at) ? withFirst(letters) : letters, locale)
                .format(at);
    }

    /** The number of a day that stands before a month's name written elsewhere: {@code 1er} or {@code 23}. */
    public static String day(Locale locale, TemporalAccessor at) {
        return isFirst(locale, at) ? "1er" : Integer.toString(at.get(ChronoField.DAY_OF_MONTH));
    }

    private static String withFirst(String letters) {
        return DAY_BEFORE_MONTH.matcher(letters).replaceAll(FIRST);
    }

    private static boolean isFirst(Locale locale, TemporalAccessor at) {
        return locale.getLanguage().equals(Locale.FRENCH.getLanguage())
                && at.isSupported(ChronoField.DAY_OF_MONTH)
                && at.get(ChronoField.DAY_OF_MONTH) == 1;
    }
}
