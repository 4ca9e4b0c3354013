package org.parvis.publishing.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.Kept;
import org.parvis.publishing.api.AttemptNotSent;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.DeliveryCancelled;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryHeld;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.DeliveryParked;
import org.parvis.publishing.api.DeliveryReconciled;
import org.parvis.publishing.api.DeliveryRejected;
import org.parvis.publishing.api.DeliveryResumed;
import org.parvis.publishing.api.OutcomeUnknown;
import org.parvis.publishing.api.SendAgainAgreed;
import org.parvis.publishing.api.SendAgainProposed;
import org.parvis.publishing.api.StopDeclared;
import org.parvis.publishing.api.StopLifted;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deliveries as people look at them, and what each stop met. One projection for both: it meets a stop at the stop's own place in the ledger,
 * so what it then counts as held, gone and in flight is exact, not a guess of some later moment.
 */
@Component
@ProcessingGroup("publishing.delivery.list")
@ReadModel(tables = {"delivery", "stop", "stop_effect"})
class DeliveryListProjection {

    private final JdbcClient jdbc;
    private final Live live;

    DeliveryListProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    @EventHandler
    void on(DeliveryIntended event, @Timestamp Instant at) {
        jdbc.sql("""
                        insert into delivery (delivery_id, brand_id, channel_id, network, delivery_class, outgoing, outgoing_id,
                               content_hash, state, not_before, expires_at, intended_at, changed_at, person_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 'READY', ?, ?, ?, ?, ?) on conflict (delivery_id) do nothing
                        """)
                .params(Arrays.asList(
                        event.deliveryId(),
                        event.brandId(),
                        event.channelId(),
                        event.network().name(),
                        event.deliveryClass().name(),
                        event.outgoing().name(),
                        event.outgoingId(),
                        event.contentHash(),
                        utc(event.notBefore()),
                        utc(event.expiresAt()),
                        utc(at),
                        utc(at),
                        event.personId()))
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(AttemptStarted event, @Timestamp Instant at) {
        jdbc.sql(
                        "update delivery set state = 'ATTEMPTED', attempts = ?, attempted_at = ?, changed_at = ? where delivery_id = ?")
                .params(event.attempt(), utc(at), utc(at), event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(AttemptNotSent event, @Timestamp Instant at) {
        jdbc.sql("""
                        update delivery set state = case when in_doubt then 'UNKNOWN' else 'READY' end,
                               reason = ?, changed_at = ? where delivery_id = ?
                        """)
                .params(Kept.words(event.code()), utc(at), event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(OutcomeUnknown event, @Timestamp Instant at) {
        jdbc.sql("""
                        update delivery set state = 'UNKNOWN', in_doubt = true, reason = ?, changed_at = ? where delivery_id = ?
                        """)
                .params(Kept.words(event.cause()), utc(at), event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(DeliveryReconciled event, @Timestamp Instant at) {
        jdbc.sql("""
                        update delivery set evidence = ?, seen_at = case when ? then ? else seen_at end, changed_at = ?
                         where delivery_id = ?
                        """)
                .params(Kept.words(event.evidence()), event.found(), utc(at), utc(at), event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(DeliveryConfirmed event, @Timestamp Instant at) {
        jdbc.sql("""
                        update delivery set state = 'CONFIRMED', held = false, reason = null, remote_id = ?, permalink = ?,
                               sent_at = ?, changed_at = ? where delivery_id = ?
                        """)
                .params(
                        Kept.words(event.remoteId()),
                        Kept.words(event.permalink()),
                        utc(event.sentAt()),
                        utc(at),
                        event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(DeliveryRejected event, @Timestamp Instant at) {
        jdbc.sql(
                        "update delivery set state = 'REJECTED', reason = ?, evidence = ?, changed_at = ? where delivery_id = ?")
                .params(Kept.words(event.code()), Kept.words(event.detail()), utc(at), event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(DeliveryParked event, @Timestamp Instant at) {
        jdbc.sql("""
                        update delivery set state = 'PARKED', held = false, reason = ?, evidence = ?, proposer_id = null, proposal = null,
                               changed_at = ? where delivery_id = ?
                        """)
                .params(event.reason(), Kept.words(event.evidence()), utc(at), event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(DeliveryHeld event, @Timestamp Instant at) {
        jdbc.sql("update delivery set held = true, reason = ?, stop_id = ?, changed_at = ? where delivery_id = ?")
                .param(event.reason())
                .param(event.stopId())
                .param(utc(at))
                .param(event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(DeliveryResumed event, @Timestamp Instant at) {
        jdbc.sql(
                        "update delivery set held = false, reason = null, stop_id = null, changed_at = ? where delivery_id = ?")
                .params(utc(at), event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(DeliveryCancelled event, @Timestamp Instant at) {
        jdbc.sql(
                        "update delivery set state = 'CANCELLED', held = false, reason = ?, changed_at = ? where delivery_id = ?")
                .params(event.reason(), utc(at), event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(SendAgainProposed event, @Timestamp Instant at) {
        jdbc.sql("update delivery set proposer_id = ?, proposal = ?, changed_at = ? where delivery_id = ?")
                .params(event.memberId(), event.reason(), utc(at), event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(SendAgainAgreed event, @Timestamp Instant at) {
        jdbc.sql(
                        "update delivery set state = 'READY', in_doubt = false, reason = null, evidence = null, changed_at = ? where delivery_id = ?")
                .params(utc(at), event.deliveryId())
                .update();
        tell(event.brandId(), event.deliveryId());
    }

    @EventHandler
    void on(StopDeclared event, @Timestamp Instant at, @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor) {
        jdbc.sql("""
                        insert into stop (stop_id, brand_id, scope, channel_id, reason, declared_by, declared_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (stop_id) do nothing
                        """)
                .param(event.stopId())
                .param(event.brandId())
                .param(event.scope().name())
                .param(event.channelId())
                .param(event.reason())
                .param(actor == null ? "" : actor)
                .param(utc(at))
                .update();
        jdbc.sql("""
                        insert into stop_effect (stop_id, delivery_id, effect)
                        select :stop, delivery_id,
                               case state when 'READY' then 'HELD' when 'CONFIRMED' then 'GONE' else 'IN_FLIGHT' end
                          from delivery
                         where brand_id = :brand and (:channel::text is null or channel_id = :channel)
                           and (state in ('READY', 'ATTEMPTED', 'UNKNOWN') or (state = 'CONFIRMED' and sent_at > :recently))
                        on conflict do nothing
                        """)
                .param("stop", event.stopId())
                .param("brand", event.brandId())
                .param("channel", event.channelId())
                .param("recently", utc(at.minus(StopBoard.GONE_RECENTLY)))
                .update();
        AfterCommit.run(() -> live.changed("stops", event.brandId(), event.stopId()));
    }

    @EventHandler
    void on(StopLifted event, @Timestamp Instant at, @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor) {
        jdbc.sql("update stop set lifted_by = ?, lifted_at = ? where stop_id = ?")
                .params(actor == null ? "" : actor, utc(at), event.stopId())
                .update();
        AfterCommit.run(() -> live.changed("stops", event.brandId(), event.stopId()));
    }

    private void tell(String brandId, String deliveryId) {
        AfterCommit.run(() -> live.changed("deliveries", brandId, deliveryId));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
