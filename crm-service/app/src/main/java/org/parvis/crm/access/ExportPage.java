package org.parvis.crm.access;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.crm.retention.KeptFor;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** A copy as a person reads it: one page that needs nothing else, in both languages because nobody asked them which. */
@Component
class ExportPage {

    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String LOGIC = "crm.export.page.logic.text";

    private final MessageSource messages;

    ExportPage(MessageSource messages) {
        this.messages = messages;
    }

    /** The true time for the class this person is in, or that there is none. */
    String retention(KeptFor.@Nullable Kept kept, Locale locale) {
        var key = "crm.export.page.retention.";
        var text = kept == null
                ? messages.getMessage(key + "none", null, key, locale)
                : messages.getMessage(
                        key + kept.kind(), new Object[] {kept.months(), DAY.format(kept.until())}, key, locale);
        return Objects.requireNonNull(text);
    }

    /** How messages are read, by language: the same words wherever a copy says it. */
    Map<String, String> logic() {
        var logic = new LinkedHashMap<String, String>();
        for (var locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            logic.put(locale.getLanguage(), Objects.requireNonNull(messages.getMessage(LOGIC, null, LOGIC, locale)));
        }
        return logic;
    }

    String of(
            AccessExports.Row row,
            PersonEntries.All all,
            KeptFor.@Nullable Kept kept,
            List<String> sources,
            List<String> recipients) {
        var html = new StringBuilder(64_000);
        html.append("<!doctype html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>")
                .append(both("crm.export.page.title"))
                .append("</title></head><body><h1>")
                .append(both("crm.export.page.title"))
                .append("</h1><p>")
                .append(both("crm.export.page.intro"))
                .append("</p><dl>");
        fact(html, "crm.export.page.brand", row.brandId());
        fact(html, "crm.export.page.sources", String.join(", ", sources));
        fact(html, "crm.export.page.recipients", String.join(", ", recipients));
        html.append("<dt>")
                .append(both("crm.export.page.retention"))
                .append("</dt><dd>")
                .append(HtmlUtils.htmlEscape(retention(kept, Locale.FRENCH) + " / " + retention(kept, Locale.ENGLISH)))
                .append("</dd><dt>")
                .append(both("crm.export.page.logic"))
                .append("</dt><dd>")
                .append(both(LOGIC))
                .append("</dd></dl>");
        if (!all.complete()) {
            html.append("<p><strong>").append(both("crm.export.page.cut")).append("</strong></p>");
        }
        for (var entry : all.entries()) {
            html.append("<section><h2>")
                    .append(HtmlUtils.htmlEscape(entry.what()))
                    .append("</h2><p>")
                    .append(AT.format(entry.at()))
                    .append(entry.role() == null ? "" : " · " + HtmlUtils.htmlEscape(entry.role()))
                    .append("</p><dl>");
            for (Map.Entry<String, Object> field : entry.data().entrySet()) {
                html.append("<dt>")
                        .append(HtmlUtils.htmlEscape(field.getKey()))
                        .append("</dt><dd>")
                        .append(HtmlUtils.htmlEscape(field.getValue().toString()))
                        .append("</dd>");
            }
            html.append("</dl></section>");
        }
        return html.append("</body></html>\n").toString();
    }

    private void fact(StringBuilder html, String key, String value) {
        html.append("<dt>")
                .append(both(key))
                .append("</dt><dd>")
                .append(HtmlUtils.htmlEscape(value))
                .append("</dd>");
    }

    private String both(String key) {
        return text(key, Locale.FRENCH) + " / " + text(key, Locale.ENGLISH);
    }

    private String text(String key, Locale locale) {
        return HtmlUtils.htmlEscape(Objects.requireNonNull(messages.getMessage(key, null, key, locale)));
    }
}
