package org.parvis.reporting.audit;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.publishing.api.AttemptNotSent;
import org.parvis.publishing.api.AttemptStarted;
import org.parvis.publishing.api.DeliveryConfirmed;
import org.parvis.publishing.api.DeliveryIntended;
import org.parvis.publishing.api.DeliveryRejected;
import org.parvis.publishing.api.OutcomeUnknown;
import org.parvis.publishing.api.Outgoing;
import org.parvis.publishing.api.PostDrafted;
import org.parvis.publishing.api.PostReleased;
import org.parvis.publishing.api.PostRevised;
import org.parvis.publishing.api.PostSubmitted;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyReleased;
import org.parvis.publishing.api.ReplyRevised;
import org.parvis.publishing.api.ReplySubmitted;
import org.parvis.publishing.api.Variant;

/**
 * Judges, entry after entry, what a story says of approving and sending, as the offline verifier does. Where what has to be compared is not
 * all in the story, nothing is claimed: neither that it was right nor that it was wrong.
 */
final class Conduct {

    /** The worst of several counts, and that is the last of them here. */
    enum Verdict {
        GOOD,
        NOT_JUDGED,
        BAD
    }

    /** The words of a reply or post, as they stand. */
    private static final class Draft {

        private final Set<String> writers = new HashSet<>();
        private Set<String> variants = Set.of();
        private boolean begun;
        private @Nullable String hash;

        void write(String member, @Nullable String newHash, List<Variant> newVariants) {
            writers.add(member);
            hash = newHash;
            variants = newVariants.stream()
                    .map(variant -> variant.channelId() + " " + variant.contentHash())
                    .collect(Collectors.toSet());
        }
    }

    private static final class Review {

        private final Set<String> writers = new HashSet<>();
        private boolean opened;
        private @Nullable Decision decision;
    }

    /** That something may leave; {@code right} when whoever said so was the one to say it. */
    private record Decision(String reviewedId, String hash, boolean right) {}

    private record Attempt(String deliveryId, int number) {}

    private final AuditTrail.Trail story;
    private final Map<String, Draft> drafts = new HashMap<>();
    private final Map<String, Review> reviews = new HashMap<>();
    private final Map<String, DeliveryIntended> intended = new HashMap<>();
    private final Map<Attempt, Verdict> attempts = new LinkedHashMap<>();

    /** Attempts whose words had changed meanwhile; a second look may have kept them back. */
    private final Set<Attempt> outdated = new HashSet<>();

    private final Set<Verdict> released = new HashSet<>();
    private final Set<Verdict> approved = new HashSet<>();

    private Conduct(AuditTrail.Trail story) {
        this.story = story;
    }

    static Conduct of(AuditTrail.Trail story) {
        var conduct = new Conduct(story);
        story.entries().forEach(conduct::see);
        return conduct;
    }

    /** Empty when nothing was sent, nor released without its approval being told. */
    Optional<Verdict> sentAsApproved() {
        return worst(Stream.of(attempts.values(), released).flatMap(Collection::stream));
    }

    /** Empty when nobody approved anything. */
    Optional<Verdict> approverIsNotAuthor() {
        return worst(approved.stream());
    }

    private static Optional<Verdict> worst(Stream<Verdict> verdicts) {
        return verdicts.max(Comparator.naturalOrder());
    }

    private void see(LedgerEvents.Read read) {
        switch (read.event()) {
            case ReplyDrafted e -> begin(reply(e.replyId())).write(e.authorId(), e.contentHash(), List.of());
            case ReplyRevised e -> reply(e.replyId()).write(e.editorId(), e.contentHash(), List.of());
            case ReplySubmitted e -> {
                var draft = reply(e.replyId());
                draft.write(e.authorId(), e.contentHash(), List.of());
                draft.writers.addAll(e.editors());
            }
            case ReplyReleased e -> release(e.reviewId(), e.replyId());
            case PostDrafted e -> begin(post(e.postId())).write(e.authorId(), null, e.variants());
            case PostRevised e -> post(e.postId()).write(e.editorId(), null, e.variants());
            case PostSubmitted e -> {
                var draft = post(e.postId());
                draft.write(e.authorId(), e.contentHash(), e.variants());
                draft.writers.addAll(e.editors());
            }
            case PostReleased e -> release(e.reviewId(), e.postId());
            case ReviewOpened e -> {
                var review = review(e.reviewId());
                review.opened = true;
                review.decision = null;
                review.writers.clear();
                review.writers.add(e.authorId());
                review.writers.addAll(e.editors());
            }
            case ReviewNotNeeded e ->
                review(e.reviewId()).decision = new Decision(
                        e.reviewedId(),
                        e.contentHash(),
                        Actor.Kind.AUTOMATION.name().equals(read.metadata().get(EntryMetadata.ACTOR_KIND)));
            case ReviewRefused e -> review(e.reviewId()).decision = null;
            case ReviewApproved e ->
                approve(e.reviewId(), e.reviewed().name(), e.reviewedId(), e.approverId(), e.contentHash());
            case ReviewApprovedWithEdit e ->
                approve(e.reviewId(), e.reviewed().name(), e.reviewedId(), e.approverId(), e.contentHash());
            case DeliveryIntended e -> intended.put(e.deliveryId(), e);
            case AttemptStarted e -> attempt(e);
            case AttemptNotSent e -> attempts.remove(new Attempt(e.deliveryId(), e.attempt()));
            case OutcomeUnknown e -> {
                if (!e.cause().equals("WORKER_LOST")) {
                    left(new Attempt(e.deliveryId(), e.attempt()));
                }
            }
            case DeliveryConfirmed e -> {
                left(new Attempt(e.deliveryId(), e.attempt()));
                var delivery = intended.get(e.deliveryId());
                if (delivery != null && !delivery.contentHash().equals(e.contentHash())) {
                    attempts.put(new Attempt(e.deliveryId(), e.attempt()), Verdict.BAD);
                }
            }
            case DeliveryRejected e -> left(new Attempt(e.deliveryId(), e.attempt()));
            default -> {}
        }
    }

    private Draft reply(String id) {
        return drafts.computeIfAbsent("Reply/" + id, stream -> new Draft());
    }

    private Draft post(String id) {
        return drafts.computeIfAbsent("Post/" + id, stream -> new Draft());
    }

    private Review review(String id) {
        return reviews.computeIfAbsent(id, review -> new Review());
    }

    private static Draft begin(Draft draft) {
        draft.begun = true;
        return draft;
    }

    private static String stream(String kind, String id) {
        return kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT) + "/" + id;
    }

    private void release(@Nullable String reviewId, String id) {
        var review = reviewId == null ? null : reviews.get(reviewId);
        var decision = review == null ? null : review.decision;
        if (decision == null || !decision.reviewedId.equals(id)) {
            released.add(Verdict.NOT_JUDGED);
        }
    }

    private void approve(String reviewId, String kind, String id, String approver, String hash) {
        var review = review(reviewId);
        review.decision = new Decision(id, hash, true);
        var words = stream(kind, id);
        var draft = drafts.get(words);
        if (review.writers.contains(approver) || (draft != null && draft.writers.contains(approver))) {
            approved.add(Verdict.BAD);
        } else {
            var known = review.opened && story.isWhole("Review/" + reviewId) && (draft == null || story.isWhole(words));
            approved.add(known ? Verdict.GOOD : Verdict.NOT_JUDGED);
        }
    }

    private void attempt(AttemptStarted attempt) {
        attempts.put(new Attempt(attempt.deliveryId(), attempt.attempt()), judge(attempt));
    }

    private void left(Attempt attempt) {
        if (outdated.contains(attempt)) {
            attempts.replace(attempt, Verdict.BAD);
        }
    }

    private Verdict judge(AttemptStarted attempt) {
        if (!story.isWhole("Delivery/" + attempt.deliveryId())) {
            return Verdict.NOT_JUDGED;
        }
        var delivery = intended.get(attempt.deliveryId());
        if (delivery == null
                || delivery.reviewId() == null
                || !delivery.contentHash().equals(attempt.contentHash())) {
            return Verdict.BAD;
        }
        var words = stream(delivery.outgoing().name(), delivery.outgoingId());
        var draft = drafts.get(words);
        if (draft == null || !draft.begun || !story.isWhole(words) || !story.isWhole("Review/" + delivery.reviewId())) {
            return Verdict.NOT_JUDGED;
        }
        var decision = review(delivery.reviewId()).decision;
        if (decision == null || !decision.right || !decision.reviewedId.equals(delivery.outgoingId())) {
            return Verdict.BAD;
        }
        // A post is approved as a whole, and each of its variants leaves on its own.
        var isPost = delivery.outgoing() == Outgoing.POST;
        var submitted = isPost ? draft.hash : delivery.contentHash();
        if (submitted == null) {
            return Verdict.NOT_JUDGED;
        }
        if (!submitted.equals(decision.hash)) {
            return Verdict.BAD;
        }
        var same = isPost
                ? draft.variants.contains(delivery.channelId() + " " + delivery.contentHash())
                : delivery.contentHash().equals(draft.hash);
        if (!same) {
            outdated.add(new Attempt(attempt.deliveryId(), attempt.attempt()));
            return Verdict.NOT_JUDGED;
        }
        return Verdict.GOOD;
    }
}
