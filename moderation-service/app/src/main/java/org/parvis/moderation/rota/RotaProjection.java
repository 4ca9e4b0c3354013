package org.parvis.moderation.rota;

import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.moderation.api.RotaDefined;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps rotas as they stand. */
@Component
@ProcessingGroup("moderation.rota.list")
@ReadModel(tables = "rota")
class RotaProjection {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RotaProjection(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventHandler
    void on(
            RotaDefined event,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor,
            @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        insert into rota (rota_id, brand_id, name, levels, per_level_seconds, duty, version, defined_at, changed_by,
                          changed_at)
                        values (:id, :brand, :name, :levels::jsonb, :seconds, :duty::jsonb, 1, :at, :by, :at)
                        on conflict (rota_id) do update set name = excluded.name, levels = excluded.levels,
                          per_level_seconds = excluded.per_level_seconds, duty = excluded.duty, version = rota.version + 1,
                          changed_by = excluded.changed_by, changed_at = excluded.changed_at
                        """)
                .param("id", event.rotaId())
                .param("brand", event.brandId())
                .param("name", event.name())
                .param("levels", json.writeValueAsString(event.levels()))
                .param("seconds", event.perLevel().toSeconds())
                .param("duty", event.duty() == null ? null : json.writeValueAsString(event.duty()))
                .param("at", Timestamp.from(at))
                .param("by", actor == null ? "" : actor)
                .update();
    }
}
