package org.parvis.moderation.guideline;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Ids;
import org.parvis.boot.InvalidInput;

/** A guideline as a caller sends it. */
record GuidelineForm(
        @Nullable String brand,
        @Nullable Map<String, @Nullable String> title,
        @Nullable Map<String, @Nullable String> text) {

    static final int LONGEST_TITLE = 120;
    static final int LONGEST_TEXT = 5_000;

    String requireBrand() {
        return Ids.requireValid("brand", Objects.requireNonNullElse(brand, ""));
    }

    PublishGuideline command(String id, @Nullable Long expectedVersion) {
        return new PublishGuideline(
                id,
                requireBrand(),
                bounded("title", title, LONGEST_TITLE),
                bounded("text", text, LONGEST_TEXT),
                expectedVersion);
    }

    private static Map<String, String> bounded(
            String field, @Nullable Map<String, @Nullable String> texts, int longest) {
        if (texts == null) {
            throw new InvalidInput(field, "required");
        }
        var kept = new HashMap<String, String>();
        texts.forEach((language, value) -> {
            if (!Guideline.LANGUAGES.contains(language)) {
                throw new InvalidInput(field, "unknownLanguage", language);
            }
            if (value != null && value.length() > longest) {
                throw new InvalidInput(field, "too-long", longest);
            }
            kept.put(language, value == null ? "" : value.strip());
        });
        return kept;
    }
}
