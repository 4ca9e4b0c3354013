package org.parvis.listening.lesson;

import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.listening.api.OwnReadingChosen;
import org.parvis.listening.api.OwnReadingTaught;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the versions of each brand's own reading, and which is in force. */
@Component
@ProcessingGroup("listening.lesson.versions")
@ReadModel(tables = {"own_reading", "own_reading_in_force"})
class OwnReadingProjection {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final OwnReadings readings;

    OwnReadingProjection(JdbcClient jdbc, OwnReadings readings) {
        this.jdbc = jdbc;
        this.readings = readings;
    }

    @EventHandler
    void on(
            OwnReadingTaught e,
            @org.axonframework.eventhandling.Timestamp Instant at,
            @MetaDataValue(EntryMetadata.ACTOR) String actor) {
        jdbc.sql("""
                        insert into own_reading (brand_id, version, shipped, lessons, replayed, changed, samples, taught_at, taught_by)
                        values (?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?) on conflict do nothing
                        """)
                .params(
                        e.brandId(),
                        e.version(),
                        e.shipped(),
                        JSON.writeValueAsString(e.lessons()),
                        e.replayed(),
                        e.changed(),
                        JSON.writeValueAsString(e.samples()),
                        Timestamp.from(at),
                        actor)
                .update();
    }

    @EventHandler
    void on(
            OwnReadingChosen e,
            @org.axonframework.eventhandling.Timestamp Instant at,
            @MetaDataValue(EntryMetadata.ACTOR) String actor) {
        jdbc.sql("""
                        insert into own_reading_in_force (brand_id, version, chosen_at, chosen_by) values (?, ?, ?, ?)
                        on conflict (brand_id) do update set version = excluded.version, chosen_at = excluded.chosen_at,
                          chosen_by = excluded.chosen_by
                        """)
                .params(e.brandId(), e.version(), Timestamp.from(at), actor)
                .update();
        AfterCommit.run(() -> readings.changed(e.brandId()));
    }
}
