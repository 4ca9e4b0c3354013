package org.parvis.moderation.rota;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.Scope;
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
    public List<RotaRow> of(Scope scope, String brandId, String after, int limit) {
        return scope.bind(jdbc.sql("""
                        select * from rota where %s and (:brand = '' or brand_id = :brand) and rota_id > :after
                        order by rota_id limit :limit
                        """.formatted(Scope.BRAND)))
                .param("brand", brandId)
                .param("after", after)
                .param("limit", limit)
                .query(row)
                .list();
    }
}
