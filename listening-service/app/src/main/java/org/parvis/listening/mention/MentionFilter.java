package org.parvis.listening.mention;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.InvalidInput;
import org.parvis.listening.classification.Classification;

/**
 * Which mentions to show; an empty text leaves a filter out.
 *
 * @param tone negative, neutral or positive
 * @param unsure only what a person had better read, and none has
 */
public record MentionFilter(String brand, String topic, String intent, String tone, String q, boolean unsure) {

    public static MentionFilter of(
            @Nullable String brand,
            @Nullable String topic,
            @Nullable String intent,
            @Nullable String tone,
            @Nullable String q,
            boolean unsure) {
        if (q != null && q.length() > 200) {
            throw new InvalidInput("q", "too-long", 200);
        }
        return new MentionFilter(text(brand), text(topic), text(intent), text(tone), text(q), unsure);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    /** The same without the brand, for who asks for that elsewhere. */
    public MentionFilter ofAnyBrand() {
        return new MentionFilter("", topic, intent, tone, q, unsure);
    }

    /** More conditions on the table {@code mention}, each after an "and". */
    public String sql() {
        var sql = new StringBuilder();
        if (!brand.isEmpty()) {
            sql.append(" and brand_id = :brand");
        }
        if (!topic.isEmpty()) {
            sql.append(" and topics @> array[:topic]::text[]");
        }
        if (!intent.isEmpty()) {
            sql.append(" and intent = :intent");
        }
        sql.append(
                switch (tone) {
                    case "" -> "";
                    case "negative" -> " and tone <= -" + Classification.NEUTRAL;
                    case "positive" -> " and tone >= " + Classification.NEUTRAL;
                    case "neutral" ->
                        " and tone > -" + Classification.NEUTRAL + " and tone < " + Classification.NEUTRAL;
                    default -> throw new InvalidInput("tone", "tone");
                });
        if (unsure) {
            sql.append(" and unsure and not deleted");
        }
        if (!q.isEmpty()) {
            sql.append(" and (text ilike :q or author_name ilike :q or author_handle ilike :q)");
        }
        return sql.toString();
    }

    /** What the conditions name. */
    public Map<String, Object> parameters() {
        return Map.of(
                "brand",
                brand,
                "topic",
                topic,
                "intent",
                intent,
                "q",
                "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
    }
}
