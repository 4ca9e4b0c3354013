package org.parvis.moderation.policy;

import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.moderation.api.PolicyAdopted;
import org.parvis.moderation.api.PolicyDeclined;
import org.parvis.moderation.api.PolicyEvent;
import org.parvis.moderation.api.PolicyProposed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps every version of every policy, and what was proposed. */
@Component
@ProcessingGroup("moderation.policy.versions")
@ReadModel(tables = {"policy", "policy_proposal", "policy_version"})
class PolicyProjection {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PolicyProjection(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventHandler
    void on(
            PolicyEvent event,
            @SequenceNumber Long sequence,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor,
            @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        insert into policy (brand_id, changes) values (?, ?)
                        on conflict (brand_id) do update set changes = excluded.changes
                        """).params(event.brandId(), sequence + 1).update();
        switch (event) {
            case PolicyProposed e -> proposed(e, at);
            case PolicyDeclined e ->
                jdbc.sql("""
                                update policy_proposal set state = 'DECLINED', decided_by = ?, decided_at = ?, decline_reason = ?
                                where brand_id = ? and proposal = ?
                                """)
                        .params(e.deciderId(), Timestamp.from(at), e.reason(), e.brandId(), e.proposal())
                        .update();
            case PolicyAdopted e -> adopted(e, actor, at);
        }
    }

    private void proposed(PolicyProposed event, Instant at) {
        jdbc.sql("update policy_proposal set state = 'REPLACED' where brand_id = ? and state = 'OPEN'")
                .param(event.brandId())
                .update();
        jdbc.sql("""
                        insert into policy_proposal (brand_id, proposal, rules, proposed_by, proposed_at, state)
                        values (?, ?, ?::jsonb, ?, ?, 'OPEN') on conflict do nothing
                        """)
                .params(
                        event.brandId(),
                        event.proposal(),
                        json.writeValueAsString(event.rules()),
                        event.proposerId(),
                        Timestamp.from(at))
                .update();
    }

    private void adopted(PolicyAdopted event, @Nullable String actor, Instant at) {
        jdbc.sql("""
                        insert into policy_version (brand_id, version, rules, adopted_by, adopted_at, proposed_by)
                        values (:brand, :version, :rules::jsonb, :adopter, :at, :proposer) on conflict do nothing
                        """)
                .param("brand", event.brandId())
                .param("version", event.version())
                .param("rules", json.writeValueAsString(event.rules()))
                .param("adopter", actor == null ? "" : actor)
                .param("at", Timestamp.from(at))
                .param("proposer", event.proposerId())
                .update();
        if (event.proposal() != null) {
            jdbc.sql("""
                            update policy_proposal set state = 'ADOPTED', decided_by = :adopter, decided_at = :at,
                              policy_version = :version
                            where brand_id = :brand and proposal = :proposal
                            """)
                    .param("adopter", event.adopterId())
                    .param("at", Timestamp.from(at))
                    .param("version", event.version())
                    .param("brand", event.brandId())
                    .param("proposal", event.proposal())
                    .update();
        }
    }
}
