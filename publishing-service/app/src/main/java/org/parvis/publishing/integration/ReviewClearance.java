package org.parvis.publishing.integration;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.identity.api.GrantGiven;
import org.parvis.identity.api.GrantWithdrawn;
import org.parvis.identity.api.MemberEvent;
import org.parvis.identity.rights.Action;
import org.parvis.identity.rights.Grant;
import org.parvis.identity.rights.Rights;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.moderation.api.ReviewEvent;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.moderation.api.ReviewSeen;
import org.parvis.moderation.api.ReviewWithdrawn;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.delivery.Candidate;
import org.parvis.publishing.delivery.Clearance;
import org.parvis.publishing.delivery.Verdict;
import org.parvis.publishing.history.History;
import org.parvis.publishing.post.PostView;
import org.parvis.publishing.post.Posts;
import org.springframework.stereotype.Component;

/**
 * What leaves was judged: moderation's own entries say that exactly this content was approved, by somebody who had no hand in it and who may
 * approve to this day, or that it needed no approval.
 */
@Component
class ReviewClearance implements Clearance {

    private final History history;
    private final Posts posts;

    ReviewClearance(History history, Posts posts) {
        this.history = history;
        this.posts = posts;
    }

    @Override
    public Verdict check(Candidate candidate, Instant now) {
        var review = candidate.reviewId() == null ? null : judgement(candidate.reviewId());
        if (review == null
                || !review.brandId().equals(candidate.brandId())
                || !review.reviewedId().equals(candidate.outgoingId())
                || !review.contentHash().equals(approvedHash(candidate))) {
            return new Verdict.Cancel("NOT_APPROVED");
        }
        if (review.approverId() == null) {
            return Verdict.CLEAR;
        }
        if (review.isOwn()) {
            return new Verdict.Cancel("FOUR_EYES");
        }
        return mayApprove(review.approverId(), candidate, now)
                ? Verdict.CLEAR
                : new Verdict.Hold("APPROVER_LOST_RIGHT", null);
    }

    /** A post is approved as a whole, with all its variants. */
    private @Nullable String approvedHash(Candidate candidate) {
        return candidate.outgoing() == Outgoing.POST
                ? posts.find(candidate.outgoingId()).map(PostView::contentHash).orElse(null)
                : candidate.contentHash();
    }

    /** The last word of a review; null while there is none. */
    private @Nullable Judgement judgement(String reviewId) {
        Judgement last = null;
        ReviewOpened opened = null;
        for (var entry : history.of("Review", reviewId, ReviewEvent.class).entries()) {
            switch (entry.event()) {
                case ReviewOpened e -> {
                    opened = e;
                    last = null;
                }
                case ReviewNotNeeded e ->
                    last = new Judgement(e.brandId(), e.reviewedId(), e.contentHash(), null, null);
                case ReviewApproved e ->
                    last = new Judgement(e.brandId(), e.reviewedId(), e.contentHash(), e.approverId(), opened);
                case ReviewApprovedWithEdit e ->
                    last = new Judgement(e.brandId(), e.reviewedId(), e.contentHash(), e.approverId(), opened);
                case ReviewRefused e -> last = null;
                case ReviewWithdrawn e -> {
                    // Only an open review is withdrawn; one that was decided stays decided.
                }
                case ReviewSeen e -> {
                    // Looking decides nothing.
                }
            }
        }
        return last;
    }

    private record Judgement(
            String brandId,
            String reviewedId,
            String contentHash,
            @Nullable String approverId,
            @Nullable ReviewOpened opened) {

        boolean isOwn() {
            return opened == null
                    || opened.authorId().equals(approverId)
                    || opened.editors().contains(approverId);
        }
    }

    private boolean mayApprove(String memberId, Candidate candidate, Instant now) {
        Map<String, Grant> grants = new HashMap<>();
        for (var entry : history.of("Member", memberId, MemberEvent.class).entries()) {
            switch (entry.event()) {
                case GrantGiven e ->
                    grants.put(
                            e.grantId(),
                            new Grant(e.grantId(), e.role(), e.brandId(), e.country(), e.channelId(), e.until()));
                case GrantWithdrawn e -> grants.remove(e.grantId());
                default -> {
                    // Names and tokens give no right.
                }
            }
        }
        return Rights.decide(grants.values(), Action.APPROVE, candidate.brandId(), candidate.channelId(), now)
                .allowed();
    }
}
