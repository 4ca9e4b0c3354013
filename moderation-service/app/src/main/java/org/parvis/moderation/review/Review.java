package org.parvis.moderation.review;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.parvis.moderation.review.JudgementRefusal.ALREADY_DECIDED;
import static org.parvis.moderation.review.JudgementRefusal.AUTOMATION_CANNOT_DECIDE;
import static org.parvis.moderation.review.JudgementRefusal.EDIT_OF_POST;
import static org.parvis.moderation.review.JudgementRefusal.EMPTY_TEXT;
import static org.parvis.moderation.review.JudgementRefusal.NOT_NEEDED;
import static org.parvis.moderation.review.JudgementRefusal.NO_REASON;
import static org.parvis.moderation.review.JudgementRefusal.NO_SUCH_REVIEW;
import static org.parvis.moderation.review.JudgementRefusal.ONLY_THE_POLICY_OPENS;
import static org.parvis.moderation.review.JudgementRefusal.OTHER_CONTENT;
import static org.parvis.moderation.review.JudgementRefusal.OWN_DRAFT;
import static org.parvis.moderation.review.JudgementRefusal.OWN_EDIT;
import static org.parvis.moderation.review.JudgementRefusal.ROLE_CANNOT_DECIDE;
import static org.parvis.moderation.review.JudgementRefusal.ROLE_FROM_AUTHOR;
import static org.parvis.moderation.review.JudgementRefusal.ROLE_NOT_KNOWN_YET;
import static org.parvis.moderation.review.JudgementRefusal.UNKNOWN_GUIDELINE;
import static org.parvis.moderation.review.JudgementRefusal.WITHDRAWN;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.EntryMetadata;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.moderation.api.ReviewEvent;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.moderation.api.ReviewSeen;
import org.parvis.moderation.api.ReviewWithdrawn;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.guideline.CitableGuidelines;
import org.parvis.moderation.people.ApprovingGrants;

/**
 * A judgement on one submitted draft, bound to the hash of its content. Four eyes are kept here: neither the author, nor anybody who
 * wrote a part of the draft, nor a machine can decide, whatever a page or a caller says, and nobody approves by a role that one of
 * those gave them within a day. A draft that is submitted again unchanged, after
 * it was taken back or refused, opens the same review again.
 */
class Review {

    private enum State {
        OPEN,
        NOT_NEEDED,
        DECIDED,
        WITHDRAWN
    }

    /** How long whoever has the role from an author is no second pair of eyes. */
    static final Duration ROLE_SETTLES = Duration.ofHours(24);

    @AggregateIdentifier
    private @Nullable String reviewId;

    private @Nullable String brandId;
    private @Nullable State state;
    private @Nullable ReviewOpened opened;
    private @Nullable ReviewEvent decision;
    private Set<View> seen = new HashSet<>();

    private record View(String memberId, String viewHash) {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(OpenReview command, @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        if (!new Judge(null, kind, null).isAutomation()) {
            throw refused(ONLY_THE_POLICY_OPENS, command.reviewId(), command.brandId(), Map.of());
        }
        if (state == State.OPEN && opened != null && opened.contentHash().equals(command.contentHash())) {
            return;
        }
        if (command.reasons().isEmpty()) {
            apply(new ReviewNotNeeded(
                    command.reviewId(),
                    command.brandId(),
                    command.reviewed(),
                    command.reviewedId(),
                    command.contentHash(),
                    command.policyVersion()));
            return;
        }
        apply(new ReviewOpened(
                command.reviewId(),
                command.brandId(),
                command.reviewed(),
                command.reviewedId(),
                command.conversationId(),
                command.mentionId(),
                command.channelId(),
                command.personId(),
                command.text(),
                command.contentHash(),
                command.revision(),
                command.authorId(),
                command.editors(),
                command.policyVersion(),
                command.reasons()));
    }

    @CommandHandler
    void decide(
            SeeReview command,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind) {
        var judge = new Judge(memberId, kind, null);
        if (state != State.OPEN || memberId == null || !judge.isHuman()) {
            return;
        }
        if (!seen.contains(new View(memberId, command.viewHash()))) {
            apply(new ReviewSeen(command.reviewId(), brand(), memberId, command.viewHash(), command.seenMessages()));
        }
    }

    @CommandHandler
    void decide(
            ApproveReview command,
            ApprovingGrants grants,
            Clock clock,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind,
            @MetaDataValue(EntryMetadata.ROLE) @Nullable String role) {
        var draft = requireJudge(
                command.reviewId(), command.brandId(), command.contentHash(), new Judge(memberId, kind, role));
        var approver = Objects.requireNonNull(memberId);
        requireRoleFromSomebodyElse(draft, approver, grants, clock.instant());
        approve(draft, approver, command.note());
    }

    @CommandHandler
    void decide(
            ApproveReviewWithEdit command,
            ContentFingerprint fingerprint,
            ApprovingGrants grants,
            Clock clock,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind,
            @MetaDataValue(EntryMetadata.ROLE) @Nullable String role) {
        var draft = requireJudge(
                command.reviewId(), command.brandId(), command.contentHash(), new Judge(memberId, kind, role));
        var approver = Objects.requireNonNull(memberId);
        requireRoleFromSomebodyElse(draft, approver, grants, clock.instant());
        if (draft.reviewed() != Reviewed.REPLY) {
            throw refused(EDIT_OF_POST, Map.of());
        }
        if (command.text().isBlank()) {
            throw refused(EMPTY_TEXT, Map.of());
        }
        if (command.text().equals(draft.text())) {
            approve(draft, approver, command.note());
            return;
        }
        apply(new ReviewApprovedWithEdit(
                draft.reviewId(),
                draft.brandId(),
                draft.reviewed(),
                draft.reviewedId(),
                approver,
                draft.personId(),
                command.text(),
                fingerprint.of(draft.channelId(), draft.mentionId(), command.text()),
                draft.contentHash(),
                command.note()));
    }

    private static void approve(ReviewOpened draft, String approver, @Nullable String note) {
        apply(new ReviewApproved(
                draft.reviewId(),
                draft.brandId(),
                draft.reviewed(),
                draft.reviewedId(),
                approver,
                draft.contentHash(),
                note,
                draft.personId()));
    }

    @CommandHandler
    void decide(
            RefuseReview command,
            CitableGuidelines guidelines,
            @MetaDataValue(EntryMetadata.ACTOR) @Nullable String memberId,
            @MetaDataValue(EntryMetadata.ACTOR_KIND) @Nullable String kind,
            @MetaDataValue(EntryMetadata.ROLE) @Nullable String role) {
        var draft = requireJudge(
                command.reviewId(), command.brandId(), command.contentHash(), new Judge(memberId, kind, role));
        if (command.reason().isBlank()) {
            throw refused(NO_REASON, Map.of());
        }
        var version = guidelines
                .versionInForce(draft.brandId(), command.guidelineId())
                .orElseThrow(() -> refused(UNKNOWN_GUIDELINE, Map.of("guideline", command.guidelineId())));
        apply(new ReviewRefused(
                draft.reviewId(),
                draft.brandId(),
                draft.reviewed(),
                draft.reviewedId(),
                Objects.requireNonNull(memberId),
                command.guidelineId(),
                version,
                command.reason().strip(),
                draft.personId()));
    }

    @CommandHandler
    void decide(WithdrawReview command) {
        if (state == State.OPEN) {
            apply(new ReviewWithdrawn(command.reviewId(), brand(), command.reason()));
        }
    }

    /** All that holds for any decision; returns what is to be decided on. */
    private ReviewOpened requireJudge(String id, String brand, @Nullable String seenHash, Judge judge) {
        // The role in the metadata is the one held on the brand the command names, so it must be the brand of this
        // review.
        if (state == null || !brand.equals(brandId)) {
            throw refused(NO_SUCH_REVIEW, id, null, Map.of());
        }
        if (!judge.isHuman()) {
            throw refused(AUTOMATION_CANNOT_DECIDE, Map.of());
        }
        if (!judge.mayApprove()) {
            throw refused(ROLE_CANNOT_DECIDE, Map.of("role", String.valueOf(judge.role())));
        }
        if (opened != null && opened.authorId().equals(judge.memberId())) {
            throw refused(OWN_DRAFT, Map.of());
        }
        if (opened != null && opened.editors().contains(judge.memberId())) {
            throw refused(OWN_EDIT, Map.of());
        }
        var draft = requireOpen();
        if (seenHash != null && !seenHash.equals(draft.contentHash())) {
            throw refused(OTHER_CONTENT, Map.of("current", draft.contentHash()));
        }
        return draft;
    }

    /** One role from somebody else is enough, and so is one that has been held for a day. */
    private void requireRoleFromSomebodyElse(ReviewOpened draft, String approver, ApprovingGrants grants, Instant now) {
        var given = grants.of(approver, draft.brandId(), draft.channelId());
        var fromAuthor = new HashSet<String>();
        for (var grant : given) {
            var by = grant.by();
            var at = grant.at();
            if (by == null || at == null) {
                continue;
            }
            var wroteOnIt = by.equals(draft.authorId()) || draft.editors().contains(by);
            if (!wroteOnIt || !now.isBefore(at.plus(ROLE_SETTLES))) {
                return;
            }
            fromAuthor.add(by);
        }
        if (fromAuthor.isEmpty()) {
            throw refused(ROLE_NOT_KNOWN_YET, Map.of());
        }
        throw refused(ROLE_FROM_AUTHOR, Map.of("giver", fromAuthor.iterator().next()));
    }

    private ReviewOpened requireOpen() {
        if (state == State.OPEN) {
            return Objects.requireNonNull(opened);
        }
        throw switch (Objects.requireNonNull(state)) {
            case DECIDED -> refused(ALREADY_DECIDED, Map.of("decidedBy", decider(Objects.requireNonNull(decision))));
            case NOT_NEEDED -> refused(NOT_NEEDED, Map.of());
            default -> refused(WITHDRAWN, Map.of());
        };
    }

    private static String decider(ReviewEvent decision) {
        return switch (decision) {
            case ReviewApproved e -> e.approverId();
            case ReviewApprovedWithEdit e -> e.approverId();
            case ReviewRefused e -> e.deciderId();
            default -> throw new IllegalStateException("Not a decision: " + decision);
        };
    }

    @EventSourcingHandler
    void evolve(ReviewEvent event) {
        reviewId = event.reviewId();
        brandId = event.brandId();
        switch (event) {
            case ReviewOpened e -> {
                state = State.OPEN;
                opened = e;
                decision = null;
                seen = new HashSet<>();
            }
            case ReviewNotNeeded e -> state = State.NOT_NEEDED;
            case ReviewSeen e -> seen.add(new View(e.memberId(), e.viewHash()));
            case ReviewApproved e -> decided(e);
            case ReviewApprovedWithEdit e -> decided(e);
            case ReviewRefused e -> decided(e);
            case ReviewWithdrawn e -> state = State.WITHDRAWN;
        }
    }

    private void decided(ReviewEvent event) {
        state = State.DECIDED;
        decision = event;
    }

    private String brand() {
        return Objects.requireNonNull(brandId);
    }

    private JudgementRefused refused(JudgementRefusal reason, Map<String, Object> details) {
        return refused(reason, Objects.requireNonNull(reviewId), brand(), details);
    }

    private static JudgementRefused refused(
            JudgementRefusal reason, String reviewId, @Nullable String brandId, Map<String, Object> details) {
        return new JudgementRefused(reason, reviewId, brandId, details);
    }
}
