package org.parvis.town.i18n;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages the town speaks. */
public enum Language {
    EN(Locale.ENGLISH),
    FR(Locale.FRENCH);

    private static final int LONGEST_HEADER = 500;

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    public String tag() {
        return locale.getLanguage();
    }

    /** The language of that tag, or null. */
    public static @Nullable Language tagged(@Nullable String tag) {
        for (var language : values()) {
            if (language.tag().equals(tag)) {
                return language;
            }
        }
        return null;
    }

    /** The best of ours for an {@code Accept-Language} header; English for everybody else. */
    public static Language preferred(@Nullable String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return EN;
        }
        try {
            var best = Locale.lookup(Locale.LanguageRange.parse(header), List.of(Locale.ENGLISH, Locale.FRENCH));
            return Locale.FRENCH.equals(best) ? FR : EN;
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }
}
