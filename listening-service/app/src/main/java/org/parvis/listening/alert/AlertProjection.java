package org.parvis.listening.alert;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.listening.api.AlertRaised;
import org.parvis.listening.api.AlertRuleSet;
import org.parvis.listening.api.IncidentAcknowledged;
import org.parvis.listening.api.IncidentClosed;
import org.parvis.listening.api.IncidentEvent;
import org.parvis.listening.api.IncidentOpened;
import org.parvis.listening.api.IncidentReopened;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps incidents, their alerts, and the rules. */
@Component
@ProcessingGroup("listening.alert.board")
@ReadModel(tables = {"incident", "alert", "alert_rule"})
class AlertProjection {

    private final JdbcClient jdbc;
    private final Live live;

    AlertProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    @EventHandler
    void on(IncidentOpened e) {
        jdbc.sql("""
                        insert into incident (incident_id, brand_id, opened_at, last_alert_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(e.incidentId(), e.brandId(), e.at().atOffset(ZoneOffset.UTC), e.at().atOffset(ZoneOffset.UTC))
                .update();
        changed(e);
    }

    @EventHandler
    void on(AlertRaised e) {
        jdbc.sql("""
                        insert into alert (alert_id, incident_id, brand_id, topic_id, signal, sensitivity, window_from, window_to,
                          observed, expected, threshold, effect, chance, mentions)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(Arrays.asList(
                        e.alertId(),
                        e.incidentId(),
                        e.brandId(),
                        Objects.requireNonNullElse(e.topicId(), SeriesKey.WHOLE_BRAND),
                        e.signal().name(),
                        e.sensitivity().name(),
                        e.from().atOffset(ZoneOffset.UTC),
                        e.to().atOffset(ZoneOffset.UTC),
                        e.observed(),
                        e.expected(),
                        e.threshold(),
                        e.effect(),
                        e.chance(),
                        e.mentions().toArray(String[]::new)))
                .update();
        jdbc.sql("update incident set last_alert_at = greatest(last_alert_at, ?) where incident_id = ?")
                .params(e.to().atOffset(ZoneOffset.UTC), e.incidentId())
                .update();
        changed(e);
    }

    @EventHandler
    void on(IncidentAcknowledged e, @Timestamp Instant at) {
        jdbc.sql("update incident set acknowledged_by = ?, acknowledged_at = ? where incident_id = ?")
                .params(e.memberId(), at.atOffset(ZoneOffset.UTC), e.incidentId())
                .update();
        changed(e);
    }

    @EventHandler
    void on(IncidentClosed e, @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor, @Timestamp Instant at) {
        jdbc.sql("update incident set closed_by = ?, closed_at = ?, outcome = ? where incident_id = ?")
                .params(
                        Objects.requireNonNullElse(actor, ""),
                        at.atOffset(ZoneOffset.UTC),
                        e.outcome().name(),
                        e.incidentId())
                .update();
        changed(e);
    }

    @EventHandler
    void on(IncidentReopened e) {
        jdbc.sql("""
                        update incident set closed_by = null, closed_at = null, outcome = null, acknowledged_by = null,
                          acknowledged_at = null where incident_id = ?
                        """).param(e.incidentId()).update();
        changed(e);
    }

    @EventHandler
    void on(AlertRuleSet e, @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor, @Timestamp Instant at) {
        jdbc.sql("""
                        insert into alert_rule (rule_id, brand_id, topic_id, sensitivity, signals, muted_until, rota_id,
                          set_by, set_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (rule_id) do update set sensitivity = excluded.sensitivity, signals = excluded.signals,
                          muted_until = excluded.muted_until, rota_id = excluded.rota_id, set_by = excluded.set_by, set_at = excluded.set_at
                        """)
                .params(Arrays.asList(
                        e.ruleId(),
                        e.brandId(),
                        Objects.requireNonNullElse(e.topicId(), SeriesKey.WHOLE_BRAND),
                        e.sensitivity().name(),
                        e.signals().stream().map(Enum::name).toArray(String[]::new),
                        e.mutedUntil() == null ? null : e.mutedUntil().atOffset(ZoneOffset.UTC),
                        e.rotaId(),
                        Objects.requireNonNullElse(actor, ""),
                        at.atOffset(ZoneOffset.UTC)))
                .update();
    }

    private void changed(IncidentEvent event) {
        AfterCommit.run(() -> live.changed("alerts", event.brandId(), event.incidentId()));
    }
}
