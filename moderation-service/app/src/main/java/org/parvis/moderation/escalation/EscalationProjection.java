package org.parvis.moderation.escalation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.moderation.api.EscalationAcknowledged;
import org.parvis.moderation.api.EscalationClimbed;
import org.parvis.moderation.api.EscalationClosed;
import org.parvis.moderation.api.EscalationEvent;
import org.parvis.moderation.api.EscalationRaised;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps matters as they stand, their calls, and how long it took until somebody had each. */
@Component
@ProcessingGroup("moderation.escalation.board")
@ReadModel(tables = {"escalation", "escalation_call"})
class EscalationProjection {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Live live;

    EscalationProjection(JdbcClient jdbc, JsonMapper json, Live live) {
        this.jdbc = jdbc;
        this.json = json;
        this.live = live;
    }

    @EventHandler
    void on(
            EscalationRaised event,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor,
            @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        insert into escalation (escalation_id, brand_id, subject, reason, rota_id, levels, per_level_seconds,
                          rounds, raised_by, raised_at, step, person_id)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, 0, ?) on conflict do nothing
                        """)
                .params(Arrays.asList(
                        event.escalationId(),
                        event.brandId(),
                        event.subject(),
                        event.reason(),
                        event.rotaId(),
                        json.writeValueAsString(event.levels()),
                        event.perLevel().toSeconds(),
                        event.rounds(),
                        actor == null ? "" : actor,
                        Timestamp.from(at),
                        event.personId()))
                .update();
        changed(event);
    }

    @EventHandler
    void on(EscalationClimbed event, @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("update escalation set step = ?, acknowledge_before = ? where escalation_id = ?")
                .params(event.step(), Timestamp.from(event.acknowledgeBefore()), event.escalationId())
                .update();
        jdbc.sql("""
                        insert into escalation_call (escalation_id, step, round, level, members, called_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        event.escalationId(),
                        event.step(),
                        event.round(),
                        event.level(),
                        event.members().toArray(String[]::new),
                        Timestamp.from(at))
                .update();
        changed(event);
    }

    @EventHandler
    void on(EscalationAcknowledged event, @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        update escalation set holder = ?, acknowledged_at = ?, acknowledged_level = ?
                        where escalation_id = ?
                        """)
                .params(event.memberId(), Timestamp.from(at), event.level(), event.escalationId())
                .update();
        changed(event);
    }

    @EventHandler
    void on(
            EscalationClosed event,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor,
            @org.axonframework.eventhandling.Timestamp Instant at) {
        var closer = event.memberId() == null ? actor : event.memberId();
        jdbc.sql("update escalation set outcome = ?, closed_by = ?, closed_at = ? where escalation_id = ?")
                .params(event.outcome(), closer == null ? "" : closer, Timestamp.from(at), event.escalationId())
                .update();
        changed(event);
    }

    private void changed(EscalationEvent event) {
        AfterCommit.run(() -> live.changed("escalations", event.brandId(), event.escalationId()));
    }
}
