package org.parvis.moderation.guideline;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.boot.Weight;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads guidelines in force and their earlier versions. */
@Component
public class Guidelines implements CitableGuidelines {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final RowMapper<GuidelineTexts> row;

    Guidelines(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.row = (rows, number) -> new GuidelineTexts(
                rows.getString("guideline_id"),
                rows.getString("brand_id"),
                rows.getInt("version"),
                json.readValue(rows.getString("title"), TEXTS),
                json.readValue(rows.getString("body"), TEXTS),
                rows.getBoolean("withdrawn"),
                rows.getString("changed_by"),
                rows.getTimestamp("changed_at").toInstant());
    }

    @Override
    public Optional<Integer> versionInForce(String brandId, String guidelineId) {
        return find(guidelineId)
                .filter(g -> g.brandId().equals(brandId) && !g.withdrawn())
                .map(GuidelineTexts::version);
    }

    public Optional<GuidelineTexts> find(String guidelineId) {
        return jdbc.sql("select * from guideline where guideline_id = ?")
                .param(guidelineId)
                .query(row)
                .optional();
    }

    /** What a decision can cite, by its name. */
    public record Citable(String guidelineId, String title) {}

    /** What decisions for a brand can cite, by id, in the reader's language, otherwise in English. */
    public List<Citable> inForce(String brandId, Locale locale) {
        return jdbc.sql("""
                        select guideline_id, coalesce(title ->> :language, title ->> 'en', '') as title from guideline
                         where brand_id = :brand and not withdrawn order by guideline_id limit 200
                        """)
                .param("language", locale.getLanguage())
                .param("brand", brandId)
                .query((rows, number) -> new Citable(rows.getString("guideline_id"), rows.getString("title")))
                .list();
    }

    /** Guidelines of the brands of a scope, by id. */
    Listing<GuidelineTexts> of(Scope scope, String brandId, PageRequest page) {
        var query = scope.bind(jdbc.sql(Weight.ended("""
                        select * from guideline where %s and (:brand = '' or brand_id = :brand) and guideline_id > :after
                        order by guideline_id limit :limit
                        """.formatted(Scope.BRAND), "guideline_id", "title", "body")))
                .param("brand", brandId)
                .param("after", Objects.requireNonNullElse(page.after(), ""))
                .param("limit", page.limit() + 1);
        return Weight.page(query, row, page.limit(), GuidelineTexts::guidelineId);
    }

    /** Newest first; the earliest are left out where there are many. */
    List<GuidelineTexts> versions(GuidelineTexts current) {
        return jdbc.sql(Weight.ended("""
                        select guideline_id, :brand as brand_id, version, title, body, false as withdrawn,
                               published_by as changed_by, published_at as changed_at
                        from guideline_version where guideline_id = :id order by version desc limit 100
                        """, "version desc", "title", "body"))
                .param("brand", current.brandId())
                .param("id", current.guidelineId())
                .query(row)
                .list();
    }
}
