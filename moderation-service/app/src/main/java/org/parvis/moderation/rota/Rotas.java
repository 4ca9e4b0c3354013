package org.parvis.moderation.rota;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Listing;
import org.parvis.boot.PageRequest;
import org.parvis.boot.Scope;
import org.parvis.boot.Weight;
import org.parvis.moderation.api.RotaDuty;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads rotas. */
@Component
public class Rotas {

    private final JdbcClient jdbc;
    private final RowMapper<RotaRow> row;

    Rotas(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.row = (rows, number) -> new RotaRow(
                rows.getString("rota_id"),
                rows.getString("brand_id"),
                rows.getString("name"),
                Arrays.stream(json.readValue(rows.getString("levels"), String[][].class))
                        .map(List::of)
                        .toList(),
                Duration.ofSeconds(rows.getLong("per_level_seconds")),
                duty(rows.getString("duty"), json),
                rows.getLong("version"),
                rows.getString("changed_by"),
                rows.getTimestamp("changed_at").toInstant());
    }

    private static @Nullable RotaDuty duty(@Nullable String text, JsonMapper json) {
        return text == null ? null : json.readValue(text, RotaDuty.class);
    }

    public Optional<RotaRow> find(String rotaId) {
        return jdbc.sql("select * from rota where rota_id = ?")
                .param(rotaId)
                .query(row)
                .optional();
    }

    /** The rotas a brand defined first: the first one answers for matters that name none, and a second one says that there is a choice. */
    public List<RotaRow> firstTwoOf(String brandId) {
        return jdbc.sql("select * from rota where brand_id = ? order by defined_at, rota_id limit 2")
                .param(brandId)
                .query(row)
                .list();
    }

    /** Rotas within a scope, by id; an empty brand leaves that filter out. */
    Listing<RotaRow> of(Scope scope, String brandId, PageRequest page) {
        var query = scope.bind(jdbc.sql(Weight.ended("""
                        select * from rota where %s and (:brand = '' or brand_id = :brand) and rota_id > :after
                        order by rota_id limit :limit
                        """.formatted(Scope.BRAND), "rota_id", "levels", "duty")))
                .param("brand", brandId)
                .param("after", Objects.requireNonNullElse(page.after(), ""))
                .param("limit", page.limit() + 1);
        return Weight.page(query, row, page.limit(), RotaRow::rotaId);
    }

    /** A rota to choose. */
    public record Choice(String rotaId, String brandId, String name) {}

    /** Rotas within a scope by name only, by id. */
    public List<Choice> choices(Scope scope, int most) {
        return scope.bind(jdbc.sql("select rota_id, brand_id, name from rota where " + Scope.BRAND
                        + " order by rota_id limit :most"))
                .param("most", most)
                .query((rows, number) -> new Choice(rows.getString(1), rows.getString(2), rows.getString(3)))
                .list();
    }
}
