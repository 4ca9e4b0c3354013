package org.parvis.publishing.post;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.PostApprovalRequested;
import org.parvis.publishing.api.PostCancelled;
import org.parvis.publishing.api.PostDrafted;
import org.parvis.publishing.api.PostEvent;
import org.parvis.publishing.api.PostHeld;
import org.parvis.publishing.api.PostKind;
import org.parvis.publishing.api.PostReleased;
import org.parvis.publishing.api.PostReturned;
import org.parvis.publishing.api.PostRevised;
import org.parvis.publishing.api.PostSlotMissed;
import org.parvis.publishing.api.PostSubmitted;
import org.parvis.publishing.api.Slot;
import org.parvis.publishing.api.Variant;
import org.parvis.publishing.delivery.DeliveryId;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Posts in their slots; what became of each variant is its delivery's to tell. */
@Component
@ProcessingGroup("publishing.post.calendar")
@ReadModel(tables = {"post", "post_variant"})
class PostListProjection {

    private final JdbcClient jdbc;
    private final Live live;

    PostListProjection(JdbcClient jdbc, Live live) {
        this.jdbc = jdbc;
        this.live = live;
    }

    @EventHandler
    void on(PostEvent event, @Timestamp Instant at, @SequenceNumber long sequence) {
        switch (event) {
            case PostDrafted e -> {
                content(e.postId(), e.brandId(), e.title(), e.kind(), e.authorId(), e.slot(), 0, at);
                variants(e.postId(), e.variants());
            }
            case PostRevised e -> {
                content(e.postId(), e.brandId(), e.title(), e.kind(), e.editorId(), e.slot(), e.revision(), at);
                variants(e.postId(), e.variants());
            }
            case PostSubmitted e -> state(e.postId(), PostStage.SUBMITTED, null, null, null, at);
            case PostApprovalRequested e -> state(e.postId(), PostStage.WAITING_APPROVAL, null, e.reviewId(), null, at);
            case PostSlotMissed e -> state(e.postId(), PostStage.MISSED, null, e.reviewId(), null, at);
            case PostReleased e -> {
                state(e.postId(), PostStage.RELEASED, null, e.reviewId(), e.leavesAt(), at);
                nameDeliveries(e.postId(), sequence);
            }
            case PostReturned e -> state(e.postId(), PostStage.DRAFT, e.reason(), null, null, at);
            case PostHeld e -> state(e.postId(), PostStage.DRAFT, null, null, null, at);
            case PostCancelled e -> state(e.postId(), PostStage.CANCELLED, e.reason(), null, null, at);
        }
        AfterCommit.run(() -> live.changed("posts", event.brandId(), event.postId()));
    }

    private void content(
            String postId,
            String brandId,
            String title,
            PostKind kind,
            String authorId,
            @Nullable Slot slot,
            int revision,
            Instant at) {
        jdbc.sql("""
                        insert into post (post_id, brand_id, title, kind, author_id, slot_local, slot_zone, slot_at, state, revision,
                               drafted_at, changed_at)
                        values (:id, :brand, :title, :kind, :author, :local, :zone, :slot, 'DRAFT', :revision, :at, :at)
                        on conflict (post_id) do update set title = excluded.title, kind = excluded.kind,
                               slot_local = excluded.slot_local, slot_zone = excluded.slot_zone, slot_at = excluded.slot_at,
                               state = 'DRAFT', reason = null, review_id = null, leaves_at = null, revision = excluded.revision,
                               changed_at = excluded.changed_at
                        """)
                .param("id", postId)
                .param("brand", brandId)
                .param("title", title)
                .param("kind", kind.name())
                .param("author", authorId)
                .param("local", slot == null ? null : slot.local())
                .param("zone", slot == null ? null : slot.zone())
                .param("slot", slot == null ? null : utc(SlotTime.of(slot)))
                .param("revision", revision)
                .param("at", utc(at))
                .update();
    }

    private void variants(String postId, List<Variant> variants) {
        jdbc.sql("delete from post_variant where post_id = ?").param(postId).update();
        for (var number = 0; number < variants.size(); number++) {
            var variant = variants.get(number);
            jdbc.sql("insert into post_variant (post_id, number, channel_id, language, text) values (?, ?, ?, ?, ?)")
                    .params(postId, number, variant.channelId(), variant.language(), variant.text())
                    .update();
        }
    }

    private void nameDeliveries(String postId, long release) {
        var numbers = jdbc.sql("select number from post_variant where post_id = ?")
                .param(postId)
                .query(Integer.class)
                .list();
        for (var number : numbers) {
            jdbc.sql("update post_variant set delivery_id = ? where post_id = ? and number = ?")
                    .params(DeliveryId.of(Outgoing.POST, postId, release, number), postId, number)
                    .update();
        }
    }

    private void state(
            String postId,
            PostStage stage,
            @Nullable String reason,
            @Nullable String reviewId,
            @Nullable Instant leavesAt,
            Instant at) {
        jdbc.sql("""
                        update post set state = :state, reason = :reason, review_id = coalesce(:review, review_id), leaves_at = :leaves,
                               changed_at = :at where post_id = :id
                        """)
                .param("state", stage.name())
                .param("reason", reason)
                .param("review", reviewId)
                .param("leaves", leavesAt == null ? null : utc(leavesAt))
                .param("at", utc(at))
                .param("id", postId)
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
