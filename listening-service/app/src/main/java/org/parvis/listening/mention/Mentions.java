package org.parvis.listening.mention;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Brands;
import org.parvis.boot.Listing;
import org.parvis.boot.MomentAndId;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Questions;
import org.parvis.boot.Weight;
import org.parvis.listening.api.ClassificationReason;
import org.parvis.listening.api.Intent;
import org.parvis.listening.api.TopicMatch;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The mentions as the read model has them, newest first. */
@Component
class Mentions {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Questions questions;

    Mentions(Questions questions) {
        this.questions = questions;
    }

    record Author(String personId, String name, String handle) {}

    /**
     * One mention with why it is here and why it was read as it was.
     *
     * @param settled a person has said what is right, by correcting the reading or confirming it
     */
    record Item(
            String mentionId,
            String brandId,
            String sourceId,
            String network,
            String threadId,
            Author author,
            String permalink,
            @Nullable String title,
            String text,
            String language,
            double tone,
            Intent intent,
            boolean abusive,
            boolean unsure,
            boolean corrected,
            boolean settled,
            boolean deleted,
            List<ClassificationReason> reasons,
            List<TopicMatch> topics,
            Instant publishedAt,
            Instant collectedAt) {

        /** Its name in the API, as everywhere. */
        @JsonProperty
        String id() {
            return mentionId;
        }

        @JsonProperty
        String brand() {
            return brandId;
        }
    }

    Listing<Item> list(Brands brands, MentionFilter filter, PageRequest page) {
        var sql =
                new StringBuilder("select * from mention where (:all or brand_id = any(:brands))").append(filter.sql());
        var after = MomentAndId.of(page.after(), MomentAndId.END);
        sql.append(" and (published_at, mention_id) < (:at, :id)");
        sql.append(" order by published_at desc, mention_id desc limit :limit");
        var query = questions
                .sql(Weight.ended(
                        sql.toString(),
                        "published_at desc, mention_id desc",
                        "title",
                        "text",
                        "reasons",
                        "topic_terms"))
                .param("all", brands.all())
                .param("brands", brands.array())
                .params(filter.parameters())
                .param("limit", page.limit() + 1)
                .param("at", after.at().atOffset(ZoneOffset.UTC))
                .param("id", after.id());
        return Weight.page(
                query, (row, n) -> item(row), page.limit(), m -> new MomentAndId(m.publishedAt(), m.mentionId()).key());
    }

    /** How many it shows, counted no further than {@code most}. */
    int count(Brands brands, MentionFilter filter, int most) {
        return questions
                .sql("select count(*) from (select 1 from mention where (:all or brand_id = any(:brands))"
                        + filter.sql() + " limit :most) matching")
                .param("all", brands.all())
                .param("brands", brands.array())
                .params(filter.parameters())
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    Optional<Item> find(String mentionId) {
        return questions
                .sql("select * from mention where mention_id = ?")
                .param(mentionId)
                .query((row, n) -> item(row))
                .optional();
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getString("mention_id"),
                row.getString("brand_id"),
                row.getString("source_id"),
                row.getString("network"),
                row.getString("thread_id"),
                new Author(row.getString("person_id"), row.getString("author_name"), row.getString("author_handle")),
                row.getString("permalink"),
                row.getString("title"),
                row.getString("text"),
                row.getString("language"),
                row.getDouble("tone"),
                Intent.valueOf(row.getString("intent")),
                row.getBoolean("abusive"),
                row.getBoolean("unsure"),
                row.getBoolean("corrected"),
                row.getBoolean("settled"),
                row.getBoolean("deleted"),
                JSON.readValue(row.getString("reasons"), new TypeReference<List<ClassificationReason>>() {}),
                JSON.readValue(row.getString("topic_terms"), new TypeReference<List<TopicMatch>>() {}),
                row.getTimestamp("published_at").toInstant(),
                row.getTimestamp("collected_at").toInstant());
    }
}
