package org.parvis.listening.source;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.listening.api.SourceChanged;
import org.parvis.listening.api.SourceConnected;
import org.parvis.listening.api.SourceFailed;
import org.parvis.listening.api.SourcePaused;
import org.parvis.listening.api.SourceRecovered;
import org.parvis.listening.api.SourceResumed;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the sources and their gaps. */
@Component
@ProcessingGroup("listening.source.list")
@ReadModel(tables = {"source", "source_gap"})
class SourceProjection {

    private final JdbcClient jdbc;
    private final Live live;

    SourceProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    @EventHandler
    void on(SourceConnected e) {
        write(e.sourceId(), e.brandId(), e.connector(), e.name(), e.settings(), e.every());
    }

    @EventHandler
    void on(SourceChanged e) {
        write(e.sourceId(), e.brandId(), e.connector(), e.name(), e.settings(), e.every());
    }

    private void write(
            String id, String brandId, String connector, String name, Map<String, String> settings, Duration every) {
        jdbc.sql("""
                        insert into source (source_id, brand_id, connector, name, settings, every_seconds) values (?, ?, ?, ?, ?::jsonb, ?)
                        on conflict (source_id) do update set name = excluded.name, settings = excluded.settings,
                          every_seconds = excluded.every_seconds
                        """)
                .params(
                        id,
                        brandId,
                        connector,
                        name,
                        JsonMapper.shared().writeValueAsString(settings),
                        every.toSeconds())
                .update();
    }

    @EventHandler
    void on(SourcePaused e) {
        jdbc.sql("update source set paused = true where source_id = ?")
                .param(e.sourceId())
                .update();
    }

    @EventHandler
    void on(SourceResumed e) {
        jdbc.sql("update source set paused = false where source_id = ?")
                .param(e.sourceId())
                .update();
    }

    @EventHandler
    void on(SourceFailed e) {
        jdbc.sql("update source set failing_since = ?, failure_code = ?, failure_detail = ? where source_id = ?")
                .params(utc(e.lastSuccessAt()), e.code(), e.detail(), e.sourceId())
                .update();
        AfterCommit.run(() -> live.changed("sources", e.brandId(), e.sourceId()));
    }

    @EventHandler
    void on(SourceRecovered e) {
        jdbc.sql(
                        "update source set failing_since = null, failure_code = null, failure_detail = null where source_id = ?")
                .param(e.sourceId())
                .update();
        jdbc.sql(
                        "insert into source_gap (source_id, brand_id, gap_from, gap_to) values (?, ?, ?, ?) on conflict do nothing")
                .params(e.sourceId(), e.brandId(), utc(e.gapFrom()), utc(e.gapTo()))
                .update();
        AfterCommit.run(() -> live.changed("sources", e.brandId(), e.sourceId()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
