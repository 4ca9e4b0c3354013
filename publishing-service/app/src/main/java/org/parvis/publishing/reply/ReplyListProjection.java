package org.parvis.publishing.reply;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.EntryMetadata;
import org.parvis.axon.ReadModel;
import org.parvis.axon.projection.Kept;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryParked;
import org.parvis.publishing.api.DeliveryRejected;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.ReplyApprovalRequested;
import org.parvis.publishing.api.ReplyCancelled;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyEvent;
import org.parvis.publishing.api.ReplyHeld;
import org.parvis.publishing.api.ReplyReleased;
import org.parvis.publishing.api.ReplyReturned;
import org.parvis.publishing.api.ReplyRevised;
import org.parvis.publishing.api.ReplySubmitted;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which replies there are and how far they have come. The words stay in the ledger, under their person's key. */
@Component
@ProcessingGroup("publishing.reply.list")
@ReadModel(tables = "reply")
class ReplyListProjection {

    private final JdbcClient jdbc;
    private final Live live;

    ReplyListProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    @EventHandler
    void on(ReplyEvent event, @Timestamp Instant at, @MetaDataValue(EntryMetadata.ACTOR) @Nullable String actor) {
        switch (event) {
            case ReplyDrafted e -> insert(e, at);
            case ReplyRevised e ->
                jdbc.sql("""
                                update reply set state = 'DRAFT', channel_id = ?, mention_id = coalesce(?, mention_id), revision = ?,
                                       reason = null, review_id = null, leaves_at = null, changed_at = ? where reply_id = ?
                                """)
                        .param(e.channelId())
                        .param(e.mentionId())
                        .param(e.revision())
                        .param(utc(at))
                        .param(e.replyId())
                        .update();
            case ReplySubmitted e ->
                jdbc.sql(
                                "update reply set state = 'SUBMITTED', sent_by = ?, reason = null, changed_at = ? where reply_id = ?")
                        .param(actor)
                        .param(utc(at))
                        .param(e.replyId())
                        .update();
            case ReplyApprovalRequested e ->
                jdbc.sql(
                                "update reply set state = 'WAITING_APPROVAL', review_id = ?, changed_at = ? where reply_id = ?")
                        .params(e.reviewId(), utc(at), e.replyId())
                        .update();
            case ReplyReleased e ->
                jdbc.sql(
                                "update reply set state = 'RELEASED', review_id = ?, leaves_at = ?, changed_at = ? where reply_id = ?")
                        .param(e.reviewId())
                        .param(utc(e.leavesAt()))
                        .param(utc(at))
                        .param(e.replyId())
                        .update();
            case ReplyReturned e -> backToDraft(e.replyId(), e.reason(), at);
            case ReplyHeld e -> backToDraft(e.replyId(), null, at);
            case ReplyCancelled e -> state(e.replyId(), "CANCELLED", e.reason(), at);
        }
        tell(event.brandId(), event.replyId());
    }

    private void insert(ReplyDrafted event, Instant at) {
        jdbc.sql("""
                        insert into reply (reply_id, brand_id, conversation_id, mention_id, channel_id, author_id, suggestion_id, state,
                               drafted_at, changed_at, person_id) values (?, ?, ?, ?, ?, ?, ?, 'DRAFT', ?, ?, ?) on conflict (reply_id) do nothing
                        """)
                .param(event.replyId())
                .param(event.brandId())
                .param(event.conversationId())
                .param(event.mentionId())
                .param(event.channelId())
                .param(event.authorId())
                .param(event.suggestionId())
                .param(utc(at))
                .param(utc(at))
                .param(event.personId())
                .update();
    }

    @EventHandler
    void on(DeliveryConfirmed event, @Timestamp Instant at) {
        if (event.outgoing() == Outgoing.REPLY) {
            state(event.outgoingId(), "CONFIRMED", null, at);
            tell(event.brandId(), event.outgoingId());
        }
    }

    @EventHandler
    void on(DeliveryRejected event, @Timestamp Instant at) {
        if (event.outgoing() == Outgoing.REPLY) {
            state(event.outgoingId(), "REJECTED", Kept.words(event.code()), at);
            tell(event.brandId(), event.outgoingId());
        }
    }

    @EventHandler
    void on(DeliveryParked event, @Timestamp Instant at) {
        if (event.outgoing() == Outgoing.REPLY) {
            state(event.outgoingId(), "PARKED", event.reason(), at);
            tell(event.brandId(), event.outgoingId());
        }
    }

    private void backToDraft(String replyId, @Nullable String reason, Instant at) {
        jdbc.sql("""
                        update reply set state = 'DRAFT', reason = ?, review_id = null, leaves_at = null, changed_at = ?
                         where reply_id = ?
                        """).param(reason).param(utc(at)).param(replyId).update();
    }

    private void state(String replyId, String state, @Nullable String reason, Instant at) {
        jdbc.sql("update reply set state = ?, reason = ?, changed_at = ? where reply_id = ?")
                .param(state)
                .param(reason)
                .param(utc(at))
                .param(replyId)
                .update();
    }

    private void tell(String brandId, String replyId) {
        AfterCommit.run(() -> live.changed("replies", brandId, replyId));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
