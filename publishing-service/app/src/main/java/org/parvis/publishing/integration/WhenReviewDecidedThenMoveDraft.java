package org.parvis.publishing.integration;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.jspecify.annotations.Nullable;
import org.parvis.axon.Commands;
import org.parvis.axon.Refused;
import org.parvis.identity.rights.Actor;
import org.parvis.moderation.api.ReviewApproved;
import org.parvis.moderation.api.ReviewApprovedWithEdit;
import org.parvis.moderation.api.ReviewNotNeeded;
import org.parvis.moderation.api.ReviewOpened;
import org.parvis.moderation.api.ReviewRefused;
import org.parvis.moderation.api.Reviewed;
import org.parvis.publishing.channel.ChannelView;
import org.parvis.publishing.channel.Channels;
import org.parvis.publishing.post.AskPostApproval;
import org.parvis.publishing.post.Posts;
import org.parvis.publishing.post.ReleasePost;
import org.parvis.publishing.post.ReturnPost;
import org.parvis.publishing.reply.AskApproval;
import org.parvis.publishing.reply.ReleaseEditedReply;
import org.parvis.publishing.reply.ReleaseReply;
import org.parvis.publishing.reply.Replies;
import org.parvis.publishing.reply.ReturnReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What moderation decides becomes what happens to the draft. A decision that comes too late, about other words, moves nothing. */
@Component
@ProcessingGroup(WhenReviewDecidedThenMoveDraft.GROUP)
class WhenReviewDecidedThenMoveDraft {

    static final String GROUP = "publishing.integration.reviews";

    private static final Logger log = LoggerFactory.getLogger(WhenReviewDecidedThenMoveDraft.class);
    private static final Actor SELF = Actor.automation(GROUP);

    private final Commands commands;
    private final Replies replies;
    private final Posts posts;
    private final Channels channels;

    WhenReviewDecidedThenMoveDraft(Commands commands, Replies replies, Posts posts, Channels channels) {
        this.commands = commands;
        this.replies = replies;
        this.posts = posts;
        this.channels = channels;
    }

    @EventHandler
    void react(ReviewOpened event, @MessageIdentifier String eventId) {
        move(
                event.reviewed(),
                event.reviewedId(),
                eventId,
                new AskApproval(event.reviewedId(), event.brandId(), event.reviewId(), event.contentHash()),
                new AskPostApproval(event.reviewedId(), event.brandId(), event.reviewId(), event.contentHash()));
    }

    @EventHandler
    void react(ReviewNotNeeded event, @MessageIdentifier String eventId) {
        release(
                event.reviewed(),
                event.reviewedId(),
                event.brandId(),
                event.reviewId(),
                event.contentHash(),
                null,
                eventId);
    }

    @EventHandler
    void react(ReviewApproved event, @MessageIdentifier String eventId) {
        release(
                event.reviewed(),
                event.reviewedId(),
                event.brandId(),
                event.reviewId(),
                event.contentHash(),
                event.approverId(),
                eventId);
    }

    private void release(
            Reviewed reviewed,
            String reviewedId,
            String brandId,
            String reviewId,
            String contentHash,
            @Nullable String approverId,
            String eventId) {
        var undo = reviewed == Reviewed.REPLY ? undoOfReply(reviewedId) : undoOfPost(reviewedId);
        move(
                reviewed,
                reviewedId,
                eventId,
                new ReleaseReply(reviewedId, brandId, reviewId, contentHash, approverId, undo),
                new ReleasePost(reviewedId, brandId, reviewId, contentHash, approverId, undo));
    }

    @EventHandler
    void react(ReviewApprovedWithEdit event, @MessageIdentifier String eventId) {
        var channel = event.reviewed() == Reviewed.REPLY ? channelOfReply(event.reviewedId()) : null;
        if (channel == null) {
            // Moderation edits replies only.
            return;
        }
        send(
                new ReleaseEditedReply(
                        event.reviewedId(),
                        event.brandId(),
                        event.reviewId(),
                        event.text(),
                        event.contentHash(),
                        event.previousHash(),
                        event.approverId(),
                        channel.network(),
                        channel.undoSeconds()),
                eventId);
    }

    @EventHandler
    void react(ReviewRefused event, @MessageIdentifier String eventId) {
        move(
                event.reviewed(),
                event.reviewedId(),
                eventId,
                new ReturnReply(
                        event.reviewedId(), event.brandId(), event.reviewId(), event.guidelineId(), event.reason()),
                new ReturnPost(
                        event.reviewedId(), event.brandId(), event.reviewId(), event.guidelineId(), event.reason()));
    }

    private void move(Reviewed reviewed, String reviewedId, String eventId, Object ofReply, Object ofPost) {
        var exists = reviewed == Reviewed.REPLY
                ? replies.find(reviewedId).isPresent()
                : posts.find(reviewedId).isPresent();
        if (exists) {
            send(reviewed == Reviewed.REPLY ? ofReply : ofPost, eventId);
        }
    }

    private void send(Object command, String eventId) {
        try {
            commands.send(command, SELF, GROUP + ":" + eventId);
        } catch (Refused e) {
            // On record as a refused act; trying again would not change the rule.
            log.warn("{} refused: {}", command.getClass().getSimpleName(), e.getMessage());
        }
    }

    private int undoOfReply(String replyId) {
        var channel = channelOfReply(replyId);
        return channel == null ? 0 : channel.undoSeconds();
    }

    private @Nullable ChannelView channelOfReply(String replyId) {
        return replies.find(replyId)
                .flatMap(reply -> channels.find(reply.channelId()))
                .orElse(null);
    }

    private int undoOfPost(String postId) {
        return posts.find(postId).stream()
                .flatMap(post -> post.variants().stream())
                .flatMap(variant -> channels.find(variant.channelId()).stream())
                .mapToInt(ChannelView::undoSeconds)
                .max()
                .orElse(0);
    }
}
