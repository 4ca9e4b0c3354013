package org.parvis.publishing.reply;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
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
import org.parvis.privacy.Erased;
import org.parvis.publishing.api.ContentHash;
import org.parvis.publishing.api.DraftReply;
import org.parvis.publishing.api.Network;
import org.parvis.publishing.api.ReplyApprovalRequested;
import org.parvis.publishing.api.ReplyCancelled;
import org.parvis.publishing.api.ReplyDrafted;
import org.parvis.publishing.api.ReplyEvent;
import org.parvis.publishing.api.ReplyHeld;
import org.parvis.publishing.api.ReplyReleased;
import org.parvis.publishing.api.ReplyReturned;
import org.parvis.publishing.api.ReplyRevised;
import org.parvis.publishing.api.ReplySubmitted;
import org.parvis.publishing.network.TextLimit;

/**
 * Our answer to a message, from the first word to its release. What is released is bound to the hash of channel, answered message and words:
 * a decision about other words changes nothing here, and no word changes after the release.
 */
@SuppressWarnings("NullAway.Init")
final class Reply {

    /** A draft may be too long for its network, so that nothing typed is lost, but not endless. */
    static final int LONGEST_DRAFT = 10_000;

    /** Of all its revisions together: everybody who reads it has all of them in memory. */
    static final int MOST_SIGNS_EVER = 1_000_000;

    @AggregateIdentifier
    private String replyId;

    private String brandId;
    private String conversationId;
    private String mentionId;
    private String channelId;
    private String personId;
    private String text;
    private String contentHash;
    private String authorId;
    private long conversationVersion;
    private @Nullable String suggestionId;
    private int revision;
    private long signsEver;
    private ReplyStage stage;
    private final Set<String> editors = new LinkedHashSet<>();
    private @Nullable String reviewId;
    private @Nullable Instant leavesAt;

    Reply() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(WriteReply command, @MetaDataValue(EntryMetadata.ACTOR) String memberId) {
        mustBeKeepable(command.replyId(), command.text());
        var hash = ContentHash.of(command.channelId(), command.mentionId(), command.text());
        if (replyId == null) {
            apply(new ReplyDrafted(
                    command.replyId(),
                    command.brandId(),
                    command.conversationId(),
                    command.mentionId(),
                    command.channelId(),
                    command.personId(),
                    command.text(),
                    hash,
                    memberId,
                    command.conversationVersion(),
                    null));
            return;
        }
        mustBeOf(command.brandId());
        if (!command.conversationId().equals(conversationId)) {
            throw refused(Category.CONFLICT, ReplyRefusal.ALREADY_EXISTS_DIFFERENT);
        }
        if (hash.equals(contentHash)
                && (command.conversationVersion() == conversationVersion || stage != ReplyStage.DRAFT)) {
            return;
        }
        mustBeEditable();
        if (signsEver + command.text().length() > MOST_SIGNS_EVER) {
            throw refused(Category.CONFLICT, ReplyRefusal.REWRITTEN_TOO_OFTEN);
        }
        apply(new ReplyRevised(
                replyId,
                brandId,
                command.channelId(),
                personId,
                command.text(),
                hash,
                memberId,
                revision + 1,
                command.conversationVersion(),
                command.mentionId().equals(mentionId) ? null : command.mentionId()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(DraftReply command, ChannelChoice channels) {
        if (replyId != null) {
            if (!Objects.equals(suggestionId, command.suggestionId())
                    || !command.conversationId().equals(conversationId)) {
                throw refused(Category.CONFLICT, ReplyRefusal.ALREADY_EXISTS_DIFFERENT);
            }
            return;
        }
        mustBeKeepable(command.replyId(), command.text());
        var channel = command.channelId() != null
                ? command.channelId()
                : channels.forAnswering(command.brandId(), command.mentionId())
                        .orElseThrow(
                                () -> new ReplyRefused(Category.CONFLICT, ReplyRefusal.NO_CHANNEL, command.replyId()));
        apply(new ReplyDrafted(
                command.replyId(),
                command.brandId(),
                command.conversationId(),
                command.mentionId(),
                channel,
                command.personId(),
                command.text(),
                ContentHash.of(channel, command.mentionId(), command.text()),
                command.authorId(),
                command.conversationVersion(),
                command.suggestionId(),
                command.saidBy().stream()
                        .filter(member -> !member.equals(command.authorId()))
                        .toList()));
    }

    @CommandHandler
    void decide(SubmitReply command, @MetaDataValue(EntryMetadata.ACTOR) String memberId) {
        mustBeOf(command.brandId());
        if (stage == ReplyStage.CANCELLED) {
            throw refused(Category.CONFLICT, ReplyRefusal.CANCELLED);
        } else if (stage != ReplyStage.DRAFT) {
            return;
        }
        mustBeSendable(text, command.network());
        var involved = new LinkedHashSet<>(editors);
        // Whoever submits somebody else's words stands for them too, and does not approve them.
        if (!memberId.equals(authorId)) {
            involved.add(memberId);
        }
        apply(new ReplySubmitted(
                replyId,
                brandId,
                conversationId,
                mentionId,
                channelId,
                personId,
                text,
                contentHash,
                revision,
                authorId,
                List.copyOf(involved)));
    }

    @CommandHandler
    void decide(AskApproval command) {
        if (stage == ReplyStage.SUBMITTED && command.contentHash().equals(contentHash)) {
            apply(new ReplyApprovalRequested(replyId, brandId, command.reviewId()));
        }
    }

    @CommandHandler
    void decide(ReleaseReply command, Clock clock) {
        if (!isAbout(command.reviewId(), command.contentHash())) {
            return;
        }
        if (command.approverId() != null) {
            mustNotBeInvolved(command.approverId());
        }
        release(contentHash, command.reviewId(), clock.instant().plusSeconds(command.undoSeconds()));
    }

    @CommandHandler
    void decide(ReleaseEditedReply command, Clock clock) {
        if (!isAbout(command.reviewId(), command.previousHash())) {
            return;
        }
        mustNotBeInvolved(command.approverId());
        var hash = ContentHash.of(channelId, mentionId, command.text());
        if (!hash.equals(command.contentHash())) {
            throw refused(Category.CONFLICT, ReplyRefusal.HASH_MISMATCH);
        }
        apply(new ReplyRevised(
                replyId,
                brandId,
                channelId,
                personId,
                command.text(),
                hash,
                command.approverId(),
                revision + 1,
                conversationVersion));
        // Approved words that the network cannot carry stay a draft, so that a person shortens them.
        if (TextLimit.of(command.network()).fits(command.text())) {
            release(hash, command.reviewId(), clock.instant().plusSeconds(command.undoSeconds()));
        }
    }

    @CommandHandler
    void decide(ReturnReply command) {
        var waits = stage == ReplyStage.SUBMITTED || stage == ReplyStage.WAITING_APPROVAL;
        if (waits && (reviewId == null || reviewId.equals(command.reviewId()))) {
            apply(new ReplyReturned(
                    replyId, brandId, command.reviewId(), command.guidelineId(), command.reason(), personId));
        }
    }

    @CommandHandler
    void decide(HoldReply command) {
        switch (stage) {
            case RELEASED -> apply(new ReplyHeld(replyId, brandId, command.memberId()));
            case SUBMITTED, WAITING_APPROVAL -> throw refused(Category.CONFLICT, ReplyRefusal.NOT_RELEASED);
            case DRAFT, CANCELLED -> {
                // It does not leave anyway.
            }
        }
    }

    @CommandHandler
    void decide(CancelReply command) {
        mustBeOf(command.brandId());
        if (stage != ReplyStage.CANCELLED) {
            apply(new ReplyCancelled(replyId, brandId, command.reason(), personId));
        }
    }

    private void release(String hash, String review, Instant leaves) {
        apply(new ReplyReleased(replyId, brandId, hash, review, leaves));
    }

    /** Whether a decision concerns what stands here now; one about earlier words is none. */
    private boolean isAbout(String decidedReviewId, String decidedHash) {
        return decidedHash.equals(contentHash)
                && (stage == ReplyStage.SUBMITTED
                        || (stage == ReplyStage.WAITING_APPROVAL && decidedReviewId.equals(reviewId)));
    }

    private void mustNotBeInvolved(String approverId) {
        if (approverId.equals(authorId) || editors.contains(approverId)) {
            throw new ReplyRefused(Category.FORBIDDEN, ReplyRefusal.FOUR_EYES, replyId, Map.of("approver", approverId));
        }
    }

    private void mustBeEditable() {
        if (stage == ReplyStage.RELEASED) {
            throw refused(Category.CONFLICT, ReplyRefusal.EDIT_AFTER_APPROVAL);
        } else if (stage == ReplyStage.CANCELLED) {
            throw refused(Category.CONFLICT, ReplyRefusal.CANCELLED);
        }
    }

    private void mustBeSendable(String words, Network network) {
        if (words.isBlank()) {
            throw refused(Category.INVALID, ReplyRefusal.TEXT_EMPTY);
        } else if (Erased.is(words)) {
            throw refused(Category.CONFLICT, ReplyRefusal.PERSON_ERASED);
        }
        var limit = TextLimit.of(network);
        if (!limit.fits(words)) {
            throw new ReplyRefused(
                    Category.INVALID,
                    ReplyRefusal.TEXT_TOO_LONG,
                    replyId,
                    Map.of("length", limit.length(words), "limit", limit.max()));
        }
    }

    private static void mustBeKeepable(String id, String words) {
        if (words.length() > LONGEST_DRAFT) {
            throw new ReplyRefused(
                    Category.INVALID,
                    ReplyRefusal.TEXT_TOO_LONG,
                    id,
                    Map.of("length", words.length(), "limit", LONGEST_DRAFT));
        }
    }

    private void mustBeOf(String claimedBrandId) {
        if (!brandId.equals(claimedBrandId)) {
            throw refused(Category.NOT_FOUND, ReplyRefusal.REPLY_UNKNOWN);
        }
    }

    private ReplyRefused refused(Category category, ReplyRefusal reason) {
        return new ReplyRefused(category, reason, replyId);
    }

    @EventSourcingHandler
    void evolve(ReplyEvent event) {
        switch (event) {
            case ReplyDrafted e -> {
                replyId = e.replyId();
                brandId = e.brandId();
                conversationId = e.conversationId();
                mentionId = e.mentionId();
                personId = e.personId();
                authorId = e.authorId();
                suggestionId = e.suggestionId();
                editors.addAll(e.editors());
                words(e.channelId(), e.text(), e.contentHash(), e.conversationVersion());
                stage = ReplyStage.DRAFT;
            }
            case ReplyRevised e -> {
                if (!e.editorId().equals(authorId)) {
                    editors.add(e.editorId());
                }
                if (e.mentionId() != null) {
                    mentionId = e.mentionId();
                }
                revision = e.revision();
                words(e.channelId(), e.text(), e.contentHash(), e.conversationVersion());
                backToDraft();
            }
            case ReplySubmitted e -> {
                editors.addAll(e.editors());
                stage = ReplyStage.SUBMITTED;
                reviewId = null;
            }
            case ReplyApprovalRequested e -> {
                stage = ReplyStage.WAITING_APPROVAL;
                reviewId = e.reviewId();
            }
            case ReplyReleased e -> {
                stage = ReplyStage.RELEASED;
                reviewId = e.reviewId();
                leavesAt = e.leavesAt();
            }
            case ReplyReturned e -> backToDraft();
            case ReplyHeld e -> backToDraft();
            case ReplyCancelled e -> {
                stage = ReplyStage.CANCELLED;
                leavesAt = null;
            }
        }
    }

    private void words(String channel, String newText, String hash, long version) {
        signsEver += newText.length();
        channelId = channel;
        text = newText;
        contentHash = hash;
        conversationVersion = version;
    }

    private void backToDraft() {
        stage = ReplyStage.DRAFT;
        reviewId = null;
        leavesAt = null;
    }

    ReplyView view(long version, @Nullable String deliveryId) {
        return new ReplyView(
                replyId,
                brandId,
                conversationId,
                mentionId,
                channelId,
                personId,
                text,
                contentHash,
                authorId,
                new ArrayList<>(editors),
                conversationVersion,
                suggestionId,
                revision,
                stage,
                reviewId,
                leavesAt,
                deliveryId,
                version);
    }
}
