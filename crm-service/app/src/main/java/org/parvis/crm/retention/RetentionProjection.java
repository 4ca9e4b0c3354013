package org.parvis.crm.retention;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.ReadModel;
import org.parvis.crm.api.RetentionAdopted;
import org.parvis.crm.api.RetentionDeclined;
import org.parvis.crm.api.RetentionEvent;
import org.parvis.crm.api.RetentionHeld;
import org.parvis.crm.api.RetentionHoldLifted;
import org.parvis.crm.api.RetentionProposed;
import org.parvis.crm.sql.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what brands settled about retention, and what was proposed before. */
@Component
@ProcessingGroup("crm.retention.list")
@ReadModel(tables = {"retention", "retention_proposal"})
final class RetentionProjection {

    private final JdbcClient jdbc;

    RetentionProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(RetentionEvent event, @SequenceNumber Long sequence, @Timestamp Instant at) {
        jdbc.sql("""
                insert into retention (brand_id, version) values (?, ?)
                on conflict (brand_id) do update set version = excluded.version
                """).params(event.brandId(), sequence + 1).update();
        switch (event) {
            case RetentionProposed e -> proposed(e, at);
            case RetentionDeclined e -> decided(e.brandId(), e.proposal(), "DECLINED", e.deciderId(), at, null);
            case RetentionAdopted e ->
                decided(e.brandId(), e.proposal(), "ADOPTED", e.adopterId(), at, e.policyVersion());
            case RetentionHeld e ->
                jdbc.sql(
                                "update retention set held_because = ?, held_until = ?, held_by = ?, held_at = ? where brand_id = ?")
                        .params(
                                e.ground().name(),
                                Instants.parameter(e.until()),
                                e.deciderId(),
                                Instants.parameter(at),
                                e.brandId())
                        .update();
            case RetentionHoldLifted e -> jdbc.sql("""
                        update retention set held_because = null, held_until = null, held_by = null, held_at = null
                         where brand_id = ?
                        """).param(e.brandId()).update();
        }
    }

    private void proposed(RetentionProposed event, Instant at) {
        jdbc.sql("update retention_proposal set state = 'REPLACED' where brand_id = ? and state = 'OPEN'")
                .param(event.brandId())
                .update();
        jdbc.sql("""
                insert into retention_proposal (brand_id, proposal, never_answered_months, in_conversation_months, proposed_by,
                  proposed_at, state)
                values (?, ?, ?, ?, ?, ?, 'OPEN') on conflict do nothing
                """)
                .params(
                        event.brandId(),
                        event.proposal(),
                        event.neverAnsweredMonths(),
                        event.inConversationMonths(),
                        event.proposerId(),
                        Instants.parameter(at))
                .update();
    }

    private void decided(
            String brandId, int proposal, String state, String memberId, Instant at, @Nullable Integer policyVersion) {
        jdbc.sql("""
                update retention_proposal set state = :state, decided_by = :member, decided_at = :at, policy_version = :policy
                 where brand_id = :brand and proposal = :proposal
                """)
                .param("state", state)
                .param("member", memberId)
                .param("at", Instants.parameter(at))
                .param("policy", policyVersion)
                .param("brand", brandId)
                .param("proposal", proposal)
                .update();
    }
}
