package org.parvis.moderation.review.queue;

import java.sql.Timestamp;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.parvis.axon.AfterCommit;
import org.parvis.axon.ReadModel;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.moderation.api.ReviewEvent;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.moderation.api.ReviewSeen;
import org.parvis.moderation.api.ReviewWithdrawn;
import org.parvis.web.live.Live;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps reviews as they stand, and who was shown what. */
@Component
@ProcessingGroup("moderation.review.queue")
@ReadModel(tables = {"review", "review_seen"})
class ReviewProjection {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Live live;

    ReviewProjection(JdbcClient jdbc, JsonMapper json, Live live) {
        this.jdbc = jdbc;
        this.json = json;
        this.live = live;
    }

    @EventHandler
    void on(ReviewOpened event, @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        insert into review (review_id, brand_id, reviewed, reviewed_id, conversation_id, mention_id, channel_id,
                          person_id, body, content_hash, revision, author_id, editors, policy_version, reasons, state,
                          opened_at, version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'OPEN', ?, 1)
                        on conflict (review_id) do update set channel_id = excluded.channel_id, body = excluded.body,
                          content_hash = excluded.content_hash, editors = excluded.editors,
                          policy_version = excluded.policy_version, reasons = excluded.reasons, state = 'OPEN',
                          opened_at = excluded.opened_at, decided_at = null, decided_by = null, decided_body = null,
                          note = null, guideline_id = null, guideline_version = null, refusal = null,
                          version = review.version + 1
                        """)
                .param(event.reviewId())
                .param(event.brandId())
                .param(event.reviewed().name())
                .param(event.reviewedId())
                .param(event.conversationId())
                .param(event.mentionId())
                .param(event.channelId())
                .param(event.personId())
                .param(event.text())
                .param(event.contentHash())
                .param(event.revision())
                .param(event.authorId())
                .param(event.editors().toArray(String[]::new))
                .param(event.policyVersion())
                .param(json.writeValueAsString(event.why()))
                .param(Timestamp.from(at))
                .update();
        changed(event);
    }

    @EventHandler
    void on(ReviewNotNeeded event, @org.axonframework.eventhandling.Timestamp Instant at) {
        // Nobody reads it in a queue; it is kept so that the list by state is complete.
        jdbc.sql("""
                        insert into review (review_id, brand_id, reviewed, reviewed_id, channel_id, body, content_hash, revision,
                          author_id, editors, policy_version, reasons, state, opened_at, version)
                        values (?, ?, ?, ?, '', '', ?, 0, '', '{}', ?, '[]'::jsonb, 'NOT_NEEDED', ?, 1)
                        on conflict (review_id) do update set state = 'NOT_NEEDED', content_hash = excluded.content_hash,
                          policy_version = excluded.policy_version, reasons = excluded.reasons,
                          version = review.version + 1
                        """)
                .params(
                        event.reviewId(),
                        event.brandId(),
                        event.reviewed().name(),
                        event.reviewedId(),
                        event.contentHash(),
                        event.policyVersion(),
                        Timestamp.from(at))
                .update();
        changed(event);
    }

    @EventHandler
    void on(ReviewSeen event, @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        insert into review_seen (review_id, member_id, view_hash, seen_messages, seen_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(event.reviewId(), event.memberId(), event.viewHash(), event.seenMessages(), Timestamp.from(at))
                .update();
    }

    @EventHandler
    void on(ReviewApproved event, @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        update review set state = 'APPROVED', decided_at = ?, decided_by = ?, note = ?, version = version + 1
                        where review_id = ?
                        """)
                .param(Timestamp.from(at))
                .param(event.approverId())
                .param(event.note())
                .param(event.reviewId())
                .update();
        changed(event);
    }

    @EventHandler
    void on(ReviewApprovedWithEdit event, @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        update review set state = 'APPROVED_WITH_EDIT', decided_at = ?, decided_by = ?, decided_body = ?,
                          note = ?, version = version + 1 where review_id = ?
                        """)
                .param(Timestamp.from(at))
                .param(event.approverId())
                .param(event.text())
                .param(event.note())
                .param(event.reviewId())
                .update();
        changed(event);
    }

    @EventHandler
    void on(ReviewRefused event, @org.axonframework.eventhandling.Timestamp Instant at) {
        jdbc.sql("""
                        update review set state = 'REFUSED', decided_at = ?, decided_by = ?, guideline_id = ?,
                          guideline_version = ?, refusal = ?, version = version + 1 where review_id = ?
                        """)
                .params(
                        Timestamp.from(at),
                        event.deciderId(),
                        event.guidelineId(),
                        event.guidelineVersion(),
                        event.reason(),
                        event.reviewId())
                .update();
        changed(event);
    }

    @EventHandler
    void on(ReviewWithdrawn event) {
        jdbc.sql("update review set state = 'WITHDRAWN', version = version + 1 where review_id = ?")
                .param(event.reviewId())
                .update();
        changed(event);
    }

    private void changed(ReviewEvent event) {
        AfterCommit.run(() -> live.changed("reviews", event.brandId(), event.reviewId()));
    }
}
