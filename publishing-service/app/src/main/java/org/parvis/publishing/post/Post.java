package org.parvis.publishing.post;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
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
import org.parvis.axon.Refused.Category;
import org.parvis.publishing.api.ContentHash;
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
import org.parvis.publishing.network.TextLimit;

/**
 * An editorial item with a text per channel and a slot. It goes out as it was approved, at its slot or, when the approval came too late for the
 * slot, only when a person says so: an old post never appears by surprise.
 */
@SuppressWarnings("NullAway.Init")
final class Post {

    static final int LONGEST_TITLE = 200;
    static final int LONGEST_TEXT = 10_000;
    static final int MOST_VARIANTS = 20;

    /** Of all its texts together. */
    static final int MOST_SIGNS = 40_000;

    /** Of all its revisions together: everybody who reads it has all of them in memory. */
    static final int MOST_SIGNS_EVER = 1_000_000;

    @AggregateIdentifier
    private String postId;

    private String brandId;
    private String title;
    private PostKind kind;
    private List<Variant> variants;
    private @Nullable Slot slot;
    private String authorId;
    private int revision;
    private long signsEver;
    private PostStage stage;
    private final Set<String> editors = new LinkedHashSet<>();
    private @Nullable String reviewId;
    private @Nullable Instant leavesAt;

    /** What was submitted, as its entry has it; null while it is a draft. */
    private @Nullable String submitted;

    Post() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(WritePost command, @MetaDataValue(EntryMetadata.ACTOR) String memberId) {
        if (command.variants().isEmpty()) {
            throw new PostRefused(Category.INVALID, PostRefusal.NO_VARIANT, command.postId());
        }
        var written = command.variants().stream()
                .map(draft -> new Variant(
                        draft.channelId(),
                        draft.language(),
                        draft.text(),
                        ContentHash.of(draft.channelId(), null, draft.text())))
                .toList();
        if (postId == null) {
            apply(new PostDrafted(
                    command.postId(),
                    command.brandId(),
                    command.title(),
                    command.kind(),
                    written,
                    command.slot(),
                    memberId));
            return;
        }
        mustBeOf(command.brandId());
        var isSame = command.title().equals(title)
                && command.kind() == kind
                && written.equals(variants)
                && Objects.equals(command.slot(), slot);
        if (isSame) {
            return;
        }
        if (stage == PostStage.RELEASED) {
            throw refused(Category.CONFLICT, PostRefusal.EDIT_AFTER_APPROVAL);
        } else if (stage == PostStage.CANCELLED) {
            throw refused(Category.CONFLICT, PostRefusal.CANCELLED);
        }
        if (command.seenRevision() != null && command.seenRevision() != revision) {
            throw refused(Category.CONFLICT, PostRefusal.VERSION_MOVED_ON);
        } else if (signsEver + signs(written) > MOST_SIGNS_EVER) {
            throw refused(Category.CONFLICT, PostRefusal.REWRITTEN_TOO_OFTEN);
        }
        apply(new PostRevised(
                postId, brandId, command.title(), command.kind(), written, command.slot(), memberId, revision + 1));
    }

    @CommandHandler
    void decide(SubmitPost command, @MetaDataValue(EntryMetadata.ACTOR) String memberId, Clock clock) {
        mustBeOf(command.brandId());
        if (stage == PostStage.CANCELLED) {
            throw refused(Category.CONFLICT, PostRefusal.CANCELLED);
        } else if (stage != PostStage.DRAFT) {
            return;
        }
        if (title.isBlank()) {
            throw refused(Category.INVALID, PostRefusal.TITLE_EMPTY);
        }
        for (var variant : variants) {
            mustBeSendable(variant, command);
        }
        if (slot != null && !SlotTime.of(slot).isAfter(clock.instant())) {
            throw refused(Category.INVALID, PostRefusal.SLOT_PAST);
        }
        var involved = new LinkedHashSet<>(editors);
        if (!memberId.equals(authorId)) {
            involved.add(memberId);
        }
        apply(new PostSubmitted(
                postId,
                brandId,
                title,
                kind,
                variants,
                slot,
                PostHash.of(title, kind, slot, variants),
                revision,
                authorId,
                List.copyOf(involved)));
    }

    private void mustBeSendable(Variant variant, SubmitPost command) {
        if (variant.text().isBlank()) {
            throw refused(Category.INVALID, PostRefusal.TEXT_EMPTY);
        }
        var network = command.networks().get(variant.channelId());
        var limit = network == null ? null : TextLimit.of(network);
        if (limit == null || !limit.fits(variant.text())) {
            throw new PostRefused(
                    Category.INVALID,
                    PostRefusal.TEXT_TOO_LONG,
                    postId,
                    limit == null
                            ? Map.of("channel", variant.channelId())
                            : Map.of(
                                    "length",
                                    limit.length(variant.text()),
                                    "limit",
                                    limit.max(),
                                    "channel",
                                    variant.channelId()));
        }
    }

    @CommandHandler
    void decide(AskPostApproval command) {
        if (stage == PostStage.SUBMITTED && command.contentHash().equals(submitted)) {
            apply(new PostApprovalRequested(postId, brandId, command.reviewId()));
        }
    }

    @CommandHandler
    void decide(ReleasePost command, Clock clock) {
        var isAboutThis = command.contentHash().equals(submitted)
                && (stage == PostStage.SUBMITTED
                        || (stage == PostStage.WAITING_APPROVAL
                                && command.reviewId().equals(reviewId)));
        if (!isAboutThis) {
            return;
        }
        var approver = command.approverId();
        if (approver != null && (approver.equals(authorId) || editors.contains(approver))) {
            throw new PostRefused(Category.FORBIDDEN, PostRefusal.FOUR_EYES, postId, Map.of("approver", approver));
        }
        var now = clock.instant();
        var afterUndo = now.plusSeconds(command.undoSeconds());
        if (slot == null) {
            release(command.reviewId(), afterUndo);
            return;
        }
        var slotAt = SlotTime.of(slot);
        if (now.isAfter(slotAt)) {
            apply(new PostSlotMissed(postId, brandId, command.reviewId(), hash(), slotAt));
        } else {
            release(command.reviewId(), slotAt.isAfter(afterUndo) ? slotAt : afterUndo);
        }
    }

    @CommandHandler
    void decide(PublishNow command, Clock clock) {
        mustBeOf(command.brandId());
        if (stage != PostStage.MISSED) {
            throw refused(Category.CONFLICT, PostRefusal.NOT_MISSED);
        }
        release(reviewId, clock.instant().plusSeconds(command.undoSeconds()));
    }

    private void release(@Nullable String review, Instant leaves) {
        apply(new PostReleased(postId, brandId, hash(), review, leaves));
    }

    @CommandHandler
    void decide(ReturnPost command) {
        var waits = stage == PostStage.SUBMITTED || stage == PostStage.WAITING_APPROVAL;
        if (waits && (reviewId == null || reviewId.equals(command.reviewId()))) {
            apply(new PostReturned(postId, brandId, command.reviewId(), command.guidelineId(), command.reason()));
        }
    }

    @CommandHandler
    void decide(HoldPost command) {
        switch (stage) {
            case RELEASED, MISSED -> apply(new PostHeld(postId, brandId, command.memberId()));
            case SUBMITTED, WAITING_APPROVAL -> throw refused(Category.CONFLICT, PostRefusal.NOT_RELEASED);
            case DRAFT, CANCELLED -> {
                // It does not leave anyway.
            }
        }
    }

    @CommandHandler
    void decide(CancelPost command) {
        mustBeOf(command.brandId());
        if (stage != PostStage.CANCELLED) {
            apply(new PostCancelled(postId, brandId, command.reason()));
        }
    }

    private String hash() {
        return submitted == null ? PostHash.of(title, kind, slot, variants) : submitted;
    }

    private void mustBeOf(String claimedBrandId) {
        if (!brandId.equals(claimedBrandId)) {
            throw refused(Category.NOT_FOUND, PostRefusal.POST_UNKNOWN);
        }
    }

    private PostRefused refused(Category category, PostRefusal reason) {
        return new PostRefused(category, reason, postId);
    }

    @EventSourcingHandler
    void evolve(PostEvent event) {
        switch (event) {
            case PostDrafted e -> {
                postId = e.postId();
                brandId = e.brandId();
                authorId = e.authorId();
                content(e.title(), e.kind(), e.variants(), e.slot());
                stage = PostStage.DRAFT;
            }
            case PostRevised e -> {
                if (!e.editorId().equals(authorId)) {
                    editors.add(e.editorId());
                }
                revision = e.revision();
                content(e.title(), e.kind(), e.variants(), e.slot());
                backToDraft();
            }
            case PostSubmitted e -> {
                editors.addAll(e.editors());
                stage = PostStage.SUBMITTED;
                reviewId = null;
                submitted = e.contentHash();
            }
            case PostApprovalRequested e -> {
                stage = PostStage.WAITING_APPROVAL;
                reviewId = e.reviewId();
            }
            case PostSlotMissed e -> {
                stage = PostStage.MISSED;
                reviewId = e.reviewId();
            }
            case PostReleased e -> {
                stage = PostStage.RELEASED;
                reviewId = e.reviewId();
                leavesAt = e.leavesAt();
            }
            case PostReturned e -> backToDraft();
            case PostHeld e -> backToDraft();
            case PostCancelled e -> {
                stage = PostStage.CANCELLED;
                leavesAt = null;
            }
        }
    }

    private void content(String newTitle, PostKind newKind, List<Variant> newVariants, @Nullable Slot newSlot) {
        title = newTitle;
        kind = newKind;
        variants = newVariants;
        slot = newSlot;
        signsEver += signs(newVariants);
    }

    private static long signs(List<Variant> variants) {
        return variants.stream().mapToLong(variant -> variant.text().length()).sum();
    }

    private void backToDraft() {
        stage = PostStage.DRAFT;
        reviewId = null;
        leavesAt = null;
        submitted = null;
    }

    PostView view(long version, long release) {
        return new PostView(
                postId,
                brandId,
                title,
                kind,
                variants,
                slot,
                hash(),
                authorId,
                List.copyOf(editors),
                revision,
                stage,
                reviewId,
                leavesAt,
                stage == PostStage.RELEASED ? release : null,
                version);
    }
}
