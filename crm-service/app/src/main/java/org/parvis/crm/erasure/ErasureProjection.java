package org.parvis.crm.erasure;

import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.crm.api.ErasureApproved;
import org.parvis.crm.api.ErasureDeclined;
import org.parvis.crm.api.ErasureDeferred;
import org.parvis.crm.api.ErasureEvent;
import org.parvis.crm.api.ErasureFinished;
import org.parvis.crm.api.ErasureRequested;
import org.parvis.crm.api.ErasureResumed;
import org.parvis.crm.api.PersonErased;
import org.parvis.crm.api.PersonForgotten;
import org.parvis.crm.api.RetentionExpired;
import org.parvis.crm.api.RetentionSpared;
import org.parvis.crm.sql.Instants;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps erasures as they stand. */
@Component
@ProcessingGroup("crm.erasure.list")
@ReadModel(tables = {"erasure", "erasure_place", "erasure_spared"})
final class ErasureProjection {

    private final JdbcClient jdbc;
    private final Live live;

    ErasureProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    @EventHandler
    void on(ErasureEvent event, @Timestamp Instant at) {
        switch (event) {
            case ErasureRequested e -> requested(e, at);
            case ErasureApproved e -> decided(e, "APPROVED", e.approverId(), at);
            case ErasureDeclined e -> {
                decided(e, "DECLINED", e.deciderId(), at);
                jdbc.sql("update erasure set declined_because = ? where erasure_id = ?")
                        .params(e.ground().name(), e.erasureId())
                        .update();
            }
            case ErasureDeferred e -> {
                decided(e, "DEFERRED", e.deciderId(), at);
                jdbc.sql("update erasure set deferred_because = ?, deferred_until = ? where erasure_id = ?")
                        .params(e.ground().name(), Instants.parameter(e.until()), e.erasureId())
                        .update();
            }
            case ErasureResumed e -> decided(e, "REQUESTED", e.memberId(), at);
            case RetentionExpired e -> expired(e, at);
            case RetentionSpared e -> {
                jdbc.sql("""
                        insert into erasure_spared (erasure_id, person_id, brand_id, because) values (?, ?, ?, ?) on conflict do nothing
                        """)
                        .params(
                                e.erasureId(),
                                e.personId(),
                                e.brandId(),
                                e.because().name())
                        .update();
                settled(e.erasureId(), e.personId(), at);
            }
            case PersonErased e -> settled(e.erasureId(), e.personId(), at);
            case PersonForgotten e -> forgotten(e);
            case ErasureFinished e ->
                jdbc.sql("update erasure set state = 'FINISHED', finished_at = ? where erasure_id = ?")
                        .params(Instants.parameter(at), e.erasureId())
                        .update();
        }
        AfterCommit.run(() -> live.changed("erasures", event.brandId(), event.erasureId()));
    }

    /** They are settled in their order, so with the last one all are. */
    private void settled(String erasureId, String personId, Instant at) {
        jdbc.sql("""
                update erasure set state = 'ERASED', erased_at = ? where erasure_id = ? and state = 'APPROVED'
                  and person_ids[array_length(person_ids, 1)] = ?
                """).params(Instants.parameter(at), erasureId, personId).update();
    }

    private void expired(RetentionExpired event, Instant at) {
        jdbc.sql("""
                insert into erasure (erasure_id, brand_id, person_ids, ground, state, requested_by, requested_at, due_at, decided_by,
                  decided_at, policy_version, never_answered_before, in_conversation_before)
                values (:id, :brand, :persons, 'NO_LONGER_NEEDED', 'APPROVED', :proposer, :at, :at, :adopter, :at, :policy, :never,
                  :conversation)
                on conflict do nothing
                """)
                .param("id", event.erasureId())
                .param("brand", event.brandId())
                .param("persons", event.personIds().toArray(String[]::new))
                .param("proposer", event.proposerId())
                .param("adopter", event.adopterId())
                .param("at", Instants.parameter(at))
                .param("policy", event.policyVersion())
                .param("never", Instants.parameter(event.neverAnsweredBefore()))
                .param("conversation", Instants.parameter(event.inConversationBefore()))
                .update();
    }

    private void requested(ErasureRequested event, Instant at) {
        jdbc.sql("""
                insert into erasure (erasure_id, brand_id, person_ids, ground, state, requested_by, requested_at, due_at)
                values (?, ?, ?, ?, 'REQUESTED', ?, ?, ?) on conflict do nothing
                """)
                .params(
                        event.erasureId(),
                        event.brandId(),
                        event.personIds().toArray(String[]::new),
                        event.ground().name(),
                        event.requesterId(),
                        Instants.parameter(at),
                        Instants.parameter(event.dueAt()))
                .update();
    }

    private void decided(ErasureEvent event, String state, String memberId, Instant at) {
        jdbc.sql("update erasure set state = ?, decided_by = ?, decided_at = ? where erasure_id = ?")
                .params(state, memberId, Instants.parameter(at), event.erasureId())
                .update();
    }

    private void forgotten(PersonForgotten event) {
        event.rows()
                .forEach((place, rows) -> jdbc.sql("""
                        insert into erasure_place (erasure_id, person_id, service, place, rows) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                        .params(event.erasureId(), event.personId(), event.service(), place, rows)
                        .update());
    }
}
