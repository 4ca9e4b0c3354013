package org.parvis.moderation.guideline;

import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.moderation.api.GuidelinePublished;
import org.parvis.moderation.api.GuidelineWithdrawn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps guidelines in force and all their versions. */
@Component
@ProcessingGroup("moderation.guideline.list")
@ReadModel(tables = {"guideline", "guideline_version"})
class GuidelineProjection {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    GuidelineProjection(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventHandler
    void on(
            GuidelinePublished event,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor,
            @org.axonframework.eventhandling.Timestamp Instant at) {
        var by = actor == null ? "" : actor;
        var title = json.writeValueAsString(event.title());
        var text = json.writeValueAsString(event.text());
        jdbc.sql("""
                        insert into guideline (guideline_id, brand_id, version, title, body, withdrawn, changed_by, changed_at)
                        values (?, ?, ?, ?::jsonb, ?::jsonb, false, ?, ?)
                        on conflict (guideline_id) do update set version = excluded.version, title = excluded.title,
                          body = excluded.body, withdrawn = false, changed_by = excluded.changed_by,
                          changed_at = excluded.changed_at
                        """)
                .params(event.guidelineId(), event.brandId(), event.version(), title, text, by, Timestamp.from(at))
                .update();
        jdbc.sql("""
                        insert into guideline_version (guideline_id, version, title, body, published_by, published_at)
                        values (?, ?, ?::jsonb, ?::jsonb, ?, ?) on conflict do nothing
                        """)
                .params(event.guidelineId(), event.version(), title, text, by, Timestamp.from(at))
                .update();
    }

    @EventHandler
    void on(
            GuidelineWithdrawn event,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor,
            @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("update guideline set withdrawn = true, changed_by = ?, changed_at = ? where guideline_id = ?")
                .params(actor == null ? "" : actor, Timestamp.from(at), event.guidelineId())
                .update();
    }
}
