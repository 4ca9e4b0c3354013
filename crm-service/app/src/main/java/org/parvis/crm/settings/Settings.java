package org.parvis.crm.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.parvis.boot.BrandDirectory;
import org.parvis.boot.Brands;
import org.parvis.crm.api.Telling;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What brands settled, with the house's defaults where they settled nothing. */
@Component
public final class Settings {

    public static final int USUAL_TARGET_MINUTES = 60;

    private final JdbcClient jdbc;
    private final BrandDirectory directory;
    private final MessageSource messages;

    Settings(JdbcClient jdbc, BrandDirectory directory, MessageSource messages) {
        this.directory = directory;
        this.jdbc = jdbc;
        this.messages = messages;
    }

    /** A brand as pages name it. */
    public record Brand(String id, String name, List<String> languages) {

        static Brand of(BrandDirectory.Entry entry) {
            return new Brand(entry.brandId(), entry.name(), entry.languages());
        }

        /** The language to write in to somebody who wrote in {@code language}. */
        String languageFor(String language) {
            return BrandSettings.LANGUAGES.contains(language)
                    ? language
                    : languages.stream()
                            .filter(BrandSettings.LANGUAGES::contains)
                            .findFirst()
                            .orElse("en");
        }
    }

    static String key(Telling telling, String language) {
        return telling + "." + language;
    }

    public List<Brand> brands(Brands visible) {
        return directory.list(visible).stream().map(Brand::of).toList();
    }

    /** Names by id. */
    public Map<String, String> names(Brands visible) {
        return directory.names(visible);
    }

    public int targetMinutes(String brandId) {
        return jdbc.sql("select target_minutes from brand_settings where brand_id = ? and target_minutes is not null")
                .param(brandId)
                .query(Integer.class)
                .optional()
                .orElse(USUAL_TARGET_MINUTES);
    }

    /** The text of a brand for an occasion in exactly this language. */
    public String tellingText(String brandId, Telling telling, String language) {
        return jdbc
                .sql("select texts ->> ? from brand_settings where brand_id = ?")
                .params(key(telling, language), brandId)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> usual(telling, language));
    }

    private String usual(Telling telling, String language) {
        return messages.getMessage(
                "crm.telling." + telling,
                new Object[] {TellingWords.NAME, TellingWords.SUMMARY, TellingWords.WORDS},
                Locale.of(language));
    }

    /** What a brand says to an author who wrote in some language, with nothing left to fill in. */
    public String tell(String brandId, Telling telling, String language, String name, String summary, String words) {
        return TellingWords.fill(tellingText(brandId, telling, languageFor(brandId, language)), name, summary, words);
    }

    /** Everybody whose words the text is made of that is told to an author who wrote in some language; nobody for the house's own. */
    public List<String> textBy(String brandId, Telling telling, String language) {
        return jdbc.sql(
                        "select jsonb_array_elements_text(text_authors -> :key) from brand_settings where brand_id = :brand")
                .param("key", key(telling, languageFor(brandId, language)))
                .param("brand", brandId)
                .query(String.class)
                .list();
    }

    private String languageFor(String brandId, String language) {
        return directory
                .find(brandId)
                .map(Brand::of)
                .orElse(new Brand(brandId, brandId, List.of()))
                .languageFor(language);
    }
}
