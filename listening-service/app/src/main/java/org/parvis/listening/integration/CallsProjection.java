package org.parvis.listening.integration;

import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.moderation.api.EscalationAcknowledged;
import org.parvis.moderation.api.EscalationClimbed;
import org.parvis.moderation.api.EscalationClosed;
import org.parvis.moderation.api.EscalationRaised;
import org.parvis.moderation.api.RotaDefined;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the rotas there are, and who is called about which incident, so that the page of an alert can say so. */
@Component
@ProcessingGroup("listening.integration.calls")
@ReadModel(tables = {"known_rota", "incident_call"})
class CallsProjection {

    private final JdbcClient jdbc;
    private final Live live;

    CallsProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    @EventHandler
    void on(RotaDefined event) {
        jdbc.sql("""
                        insert into known_rota (rota_id, brand_id, name) values (?, ?, ?)
                        on conflict (rota_id) do update set name = excluded.name
                        """).params(event.rotaId(), event.brandId(), event.name()).update();
    }

    @EventHandler
    void on(EscalationRaised event, @Timestamp Instant at) {
        var incident = EscalatedIncidents.incidentOf(event);
        if (incident == null) {
            return;
        }
        jdbc.sql("""
                        insert into incident_call (escalation_id, brand_id, incident_id, raised_at, members)
                        values (?, ?, ?, ?, '{}') on conflict do nothing
                        """)
                .params(event.escalationId(), event.brandId(), incident, at.atOffset(ZoneOffset.UTC))
                .update();
        AfterCommit.run(() -> live.changed("alerts", event.brandId(), incident));
    }

    @EventHandler
    void on(EscalationClimbed event) {
        change(
                "update incident_call set members = ?, next_at = ? where escalation_id = ? returning incident_id",
                event.brandId(),
                event.members().toArray(String[]::new),
                event.acknowledgeBefore().atOffset(ZoneOffset.UTC),
                event.escalationId());
    }

    @EventHandler
    void on(EscalationAcknowledged event, @Timestamp Instant at) {
        change(
                "update incident_call set holder = ?, acknowledged_at = ? where escalation_id = ? returning incident_id",
                event.brandId(),
                event.memberId(),
                at.atOffset(ZoneOffset.UTC),
                event.escalationId());
    }

    @EventHandler
    void on(EscalationClosed event, @Timestamp Instant at) {
        change(
                "update incident_call set closed_at = ? where escalation_id = ? returning incident_id",
                event.brandId(),
                at.atOffset(ZoneOffset.UTC),
                event.escalationId());
    }

    private void change(String sql, String brandId, Object... values) {
        jdbc.sql(sql)
                .params(values)
                .query(String.class)
                .list()
                .forEach(incident -> AfterCommit.run(() -> live.changed("alerts", brandId, incident)));
    }
}
