package org.parvis.moderation.guideline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.boot.Scope;
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

    /** What decisions for a brand can cite, by id. */
    public List<GuidelineTexts> inForce(String brandId) {
        return jdbc.sql("select * from guideline where brand_id = ? and not withdrawn order by guideline_id limit 200")
                .param(brandId)
                .query(row)
                .list();
    }

    /** Guidelines of the brands of a scope, those in force first. */
    List<GuidelineTexts> of(Scope scope, String brandId, String after, int limit) {
        return scope.bind(jdbc.sql("""
                        select * from guideline where %s and (:brand = '' or brand_id = :brand) and guideline_id > :after
                        order by guideline_id limit :limit
                        """.formatted(Scope.BRAND)))
                .param("brand", brandId)
                .param("after", after)
                .param("limit", limit)
                .query(row)
                .list();
    }

    /** Newest first. */
    List<GuidelineTexts> versions(GuidelineTexts current) {
        return jdbc.sql("""
                        select guideline_id, :brand as brand_id, version, title, body, false as withdrawn,
                               published_by as changed_by, published_at as changed_at
                        from guideline_version where guideline_id = :id order by version desc limit 100
                        """)
                .param("brand", current.brandId())
                .param("id", current.guidelineId())
                .query(row)
                .list();
    }
}
