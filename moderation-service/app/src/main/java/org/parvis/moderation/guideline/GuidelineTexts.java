package org.parvis.moderation.guideline;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** A rule of conduct in one version, in its languages. */
public record GuidelineTexts(
        String guidelineId,
        String brandId,
        int version,
        Map<String, String> title,
        Map<String, String> text,
        boolean withdrawn,
        String changedBy,
        Instant changedAt) {

    public GuidelineTexts {
        title = Map.copyOf(title);
        text = Map.copyOf(text);
    }

    /** In the reader's language, otherwise in English. */
    public String titleIn(Locale locale) {
        return in(title, locale);
    }

    /** In the reader's language, otherwise in English. */
    public String textIn(Locale locale) {
        return in(text, locale);
    }

    private static String in(Map<String, String> texts, Locale locale) {
        return texts.getOrDefault(locale.getLanguage(), texts.getOrDefault("en", ""));
    }
}
