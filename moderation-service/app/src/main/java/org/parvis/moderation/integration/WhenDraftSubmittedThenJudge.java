package org.parvis.moderation.integration;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.PolicyAdopted;
import org.parvis.moderation.api.Reviewed;
import org.parvis.moderation.people.Hands;
import org.parvis.moderation.people.Members;
import org.parvis.moderation.policy.Draft;
import org.parvis.moderation.policy.PolicyEvaluation;
import org.parvis.moderation.review.OpenReview;
import org.parvis.moderation.review.ReviewIds;
import org.parvis.moderation.review.WithdrawReview;
import org.parvis.publishing.api.PostCancelled;
import org.parvis.publishing.api.PostHeld;
import org.parvis.publishing.api.PostRevised;
import org.parvis.publishing.api.PostSubmitted;
import org.parvis.publishing.api.ReplyCancelled;
import org.parvis.publishing.api.ReplyHeld;
import org.parvis.publishing.api.ReplyRevised;
import org.parvis.publishing.api.ReplySubmitted;
import org.parvis.publishing.api.Variant;
import org.springframework.stereotype.Component;

/**
 * Judges what is submitted under the policy of its brand, and withdraws the review of what changed or will not go out. It reads policies
 * and drafts in one stream, so a draft is judged by exactly the policy that stood before it in the ledger.
 */
@Component
@ProcessingGroup(WhenDraftSubmittedThenJudge.GROUP)
class WhenDraftSubmittedThenJudge {

    static final String GROUP = "moderation.review.judging";

    private static final Actor JUDGE = Actor.automation(GROUP);

    private final Commands commands;
    private final JudgeMemory memory;
    private final Members members;

    WhenDraftSubmittedThenJudge(Commands commands, JudgeMemory memory, Members members) {
        this.commands = commands;
        this.memory = memory;
        this.members = members;
    }

    @EventHandler
    void on(PolicyAdopted event) {
        memory.adopt(event.brandId(), event.version(), event.rules());
    }

    @EventHandler
    void react(ReplySubmitted event, EventMessage<?> entry, @Timestamp Instant at) {
        var policy = memory.policyOf(event.brandId());
        var channels = List.of(event.channelId());
        var hands = hands(event.authorId(), event.editors(), event.brandId(), channels, at);
        var draft = new Draft(Reviewed.REPLY, channels, event.text(), hands);
        var id = ReviewIds.of(Reviewed.REPLY, event.replyId(), event.revision());
        open(
                new OpenReview(
                        id,
                        event.brandId(),
                        Reviewed.REPLY,
                        event.replyId(),
                        event.conversationId(),
                        event.mentionId(),
                        event.channelId(),
                        event.personId(),
                        event.text(),
                        event.contentHash(),
                        event.revision(),
                        event.authorId(),
                        event.editors(),
                        policy.version(),
                        PolicyEvaluation.reasons(policy, draft)),
                entry);
    }

    @EventHandler
    void react(PostSubmitted event, EventMessage<?> entry, @Timestamp Instant at) {
        var policy = memory.policyOf(event.brandId());
        var text = event.title() + "\n\n"
                + event.variants().stream().map(Variant::text).collect(Collectors.joining("\n\n"));
        var channels =
                event.variants().stream().map(Variant::channelId).distinct().toList();
        var hands = hands(event.authorId(), event.editors(), event.brandId(), channels, at);
        var draft = new Draft(Reviewed.POST, channels, text, hands);
        open(
                new OpenReview(
                        ReviewIds.of(Reviewed.POST, event.postId(), event.revision()),
                        event.brandId(),
                        Reviewed.POST,
                        event.postId(),
                        null,
                        null,
                        // Through several it is for who may approve on all of them: nobody with a right on single ones.
                        channels.size() == 1 ? channels.getFirst() : "",
                        null,
                        text,
                        event.contentHash(),
                        event.revision(),
                        event.authorId(),
                        event.editors(),
                        policy.version(),
                        PolicyEvaluation.reasons(policy, draft)),
                entry);
    }

    /** Whoever may draft may write into anybody's draft, so that the one who began it says little of whose words these are. */
    private Hands hands(String authorId, List<String> editors, String brandId, List<String> channels, Instant at) {
        var everybody = Stream.concat(Stream.of(authorId), editors.stream()).toList();
        return members.hands(everybody, brandId, channels, at);
    }

    @EventHandler
    void react(ReplyRevised event, EventMessage<?> entry) {
        withdraw(Reviewed.REPLY, event.replyId(), event.brandId(), "REVISED", entry);
    }

    @EventHandler
    void react(PostRevised event, EventMessage<?> entry) {
        withdraw(Reviewed.POST, event.postId(), event.brandId(), "REVISED", entry);
    }

    @EventHandler
    void react(ReplyHeld event, EventMessage<?> entry) {
        withdraw(Reviewed.REPLY, event.replyId(), event.brandId(), "TAKEN_BACK", entry);
    }

    @EventHandler
    void react(PostHeld event, EventMessage<?> entry) {
        withdraw(Reviewed.POST, event.postId(), event.brandId(), "TAKEN_BACK", entry);
    }

    @EventHandler
    void react(ReplyCancelled event, EventMessage<?> entry) {
        withdraw(Reviewed.REPLY, event.replyId(), event.brandId(), "CANCELLED", entry);
    }

    @EventHandler
    void react(PostCancelled event, EventMessage<?> entry) {
        withdraw(Reviewed.POST, event.postId(), event.brandId(), "CANCELLED", entry);
    }

    private void open(OpenReview command, EventMessage<?> entry) {
        memory.remember(command.reviewed(), command.reviewedId(), command.reviewId());
        commands.send(command, JUDGE, "judge-" + entry.getIdentifier());
    }

    private void withdraw(Reviewed reviewed, String reviewedId, String brandId, String reason, EventMessage<?> entry) {
        @Nullable String reviewId = memory.reviewOf(reviewed, reviewedId);
        if (reviewId != null) {
            commands.send(new WithdrawReview(reviewId, brandId, reason), JUDGE, "withdraw-" + entry.getIdentifier());
        }
    }
}
