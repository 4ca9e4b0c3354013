package org.parvis.identity.form;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;

/** One method for each kind of field: gives back the value as it is stored, or refuses it by name. */
public final class Fields {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_EMAIL = 254;
    private static final int MOST_LANGUAGES = 20;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\".]+(\\.[^\\s@<>,;\".]+)*");
    /** Characters that make a name read differently from what it is: controls and bidirectional overrides. */
    private static final Pattern DECEPTIVE =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> PAGES = Set.of("fr", "en");

    private Fields() {}

    public static String name(String field, @Nullable String value) {
        return text(field, value, LONGEST_NAME);
    }

    public static String text(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            throw new InvalidInput(field, "required");
        }
        var text = value.strip();
        if (text.length() > longest) {
            throw new InvalidInput(field, "too-long", longest);
        }
        if (DECEPTIVE.matcher(text).find()) {
            throw new InvalidInput(field, "characters");
        }
        return text;
    }

    public static String email(String field, @Nullable String value) {
        var text = text(field, value, LONGEST_EMAIL);
        if (!EMAIL.matcher(text).matches()) {
            throw new InvalidInput(field, "email");
        }
        return text;
    }

    /** Two letters of ISO 3166, upper case. */
    public static String country(String field, @Nullable String value) {
        var text = text(field, value, 2).toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(text)) {
            throw new InvalidInput(field, "country");
        }
        return text;
    }

    public static String zone(String field, @Nullable String value) {
        var text = text(field, value, 64);
        try {
            return ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            throw new InvalidInput(field, "zone");
        }
    }

    /** Languages a brand answers in. */
    public static List<String> languages(String field, @Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            throw new InvalidInput(field, "required");
        }
        var distinct = values.stream().distinct().toList();
        if (distinct.size() > MOST_LANGUAGES
                || !distinct.stream()
                        .allMatch(v -> v != null && LANGUAGE.matcher(v).matches())) {
            throw new InvalidInput(field, "language");
        }
        return distinct;
    }

    /** A language in which our pages are written. */
    public static String pageLanguage(String field, @Nullable String value) {
        var text = text(field, value, 35).toLowerCase(Locale.ROOT);
        var language = text.length() > 2 && text.charAt(2) == '-' ? text.substring(0, 2) : text;
        if (!PAGES.contains(language)) {
            throw new InvalidInput(field, "page-language");
        }
        return language;
    }

    public static <E extends Enum<E>> E oneOf(String field, @Nullable String value, Class<E> type) {
        if (value == null || value.isBlank()) {
            throw new InvalidInput(field, "required");
        }
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw new InvalidInput(field, "one-of", String.join(", ", names(type)));
    }

    private static <E extends Enum<E>> List<String> names(Class<E> type) {
        return List.of(type.getEnumConstants()).stream().map(Enum::name).toList();
    }
}
