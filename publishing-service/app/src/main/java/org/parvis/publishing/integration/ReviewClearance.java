package org.parvis.publishing.integration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.boot.HeldGrants;
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
import org.parvis.publishing.reply.Replies;
import org.springframework.stereotype.Component;

/**
 * What leaves was judged: moderation's own entries say that exactly this content was approved, by somebody who had no hand in it and who may
 * approve to this day, or that it needed no approval and somebody who wrote it works there to this day.
 */
@Component
class ReviewClearance implements Clearance {

    private final History history;
    private final Posts posts;
    private final Replies replies;
    private final HeldGrants held;

    ReviewClearance(History history, Posts posts, Replies replies, HeldGrants held) {
        this.history = history;
        this.posts = posts;
        this.replies = replies;
        this.held = held;
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
            return standsForIt(candidate, now) ? Verdict.CLEAR : new Verdict.Hold("AUTHOR_LOST_RIGHT", null);
        }
        if (review.isOwn()) {
            return new Verdict.Cancel("FOUR_EYES");
        }
        return held.of(review.approverId())
                        .filter(grants -> may(Action.APPROVE, grants, candidate, now))
                        .isPresent()
                ? Verdict.CLEAR
                : new Verdict.Hold("APPROVER_LOST_RIGHT", null);
    }

    /** Where nobody approves, somebody of those who wrote it has to. An automation has no rights to lose. */
    private boolean standsForIt(Candidate candidate, Instant now) {
        var writers = writers(candidate).map(held::of).flatMap(Optional::stream).toList();
        return writers.isEmpty() || writers.stream().anyMatch(grants -> may(Action.DRAFT, grants, candidate, now));
    }

    private Stream<String> writers(Candidate candidate) {
        return switch (candidate.outgoing()) {
            case POST ->
                posts.find(candidate.outgoingId()).stream()
                        .flatMap(post -> Stream.concat(Stream.of(post.authorId()), post.editors().stream()));
            case REPLY ->
                replies.find(candidate.outgoingId()).stream()
                        .flatMap(reply -> Stream.concat(Stream.of(reply.authorId()), reply.editors().stream()));
        };
    }

    /** A post is approved as a whole, with all its variants. */
    private @Nullable String approvedHash(Candidate candidate) {
        return candidate.outgoing() == Outgoing.POST
                ? posts.find(candidate.outgoingId()).map(PostView::contentHash).orElse(null)
                : candidate.contentHash();
    }

    /** The last word of a review; null while there is none. */
    private @Nullable Judgement judgement(String reviewId) {
        var read = new Read();
        history.each("Review", reviewId, ReviewEvent.class, entry -> read.evolve(entry.event()));
        return read.last;
    }

    /** A review as far as it was read. */
    private static final class Read {

        private @Nullable Judgement last;
        private @Nullable ReviewOpened opened;

        void evolve(ReviewEvent event) {
            switch (event) {
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

    private static boolean may(Action action, List<Grant> grants, Candidate candidate, Instant now) {
        return Rights.decide(grants, action, candidate.brandId(), candidate.channelId(), now)
                .allowed();
    }
}
